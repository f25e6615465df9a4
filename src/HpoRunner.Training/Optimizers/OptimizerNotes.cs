namespace HpoRunner.Training.Optimizers;

/// <summary>The optimizers as the documentation tells them: g is the gradient, α the rate, ε stands where it is added.</summary>
internal static class OptimizerNotes
{
    public static IReadOnlyList<TechniqueNote> All { get; } =
    [
        new("adam", "θ ← θ − α m̂/(√v̂ + ε)",
            "PyTorch's Adam; Keras and scikit-learn add ε before the correction: their ε is ours times √(1 − β₂ᵗ)"),
        new("sgd", "θ ← θ − αg", "PyTorch's SGD"),
        new("momentum", "v ← μv − αg, θ ← θ + v",
            "Keras's and scikit-learn's SGD; PyTorch's keeps v without the rate: the same path while α is constant"),
        new("nesterov", "v ← μv − αg, θ ← θ + μv − αg", "SGD(nesterov=True) in all three, v as with momentum"),
        new("adagrad", "r ← r + g², θ ← θ − αg/(√r + ε)", "PyTorch's Adagrad with ε = 1e-10; Keras starts with r = 0.1 and has √(r + ε)"),
        new("rmsprop", "r ← ρr + (1 − ρ)g², θ ← θ − αg/√(r + ε)", "Keras's RMSprop with ε = 1e-7; PyTorch's has √r + ε and ρ = 0.99"),
        new("rmsprop_momentum", "u = αg/√(r + ε), v ← μv − u, θ ← θ + v",
            "Keras's RMSprop(momentum=μ); PyTorch's keeps v without the rate and has √r + ε"),
        new("rmsprop_nesterov", "u = αg/√(r + ε), v ← μv − u, θ ← θ + μv − u", "not in PyTorch"),
        new("rprop", "θ ← θ − sign(g)Δ; Δ times 1.2 while the sign holds, 0.5 when it turns", "PyTorch's Rprop"),
        new("adadelta", "θ ← θ − α√(d + ε)/√(r + ε) · g", "PyTorch's Adadelta has ρ = 0.9, Keras's α = 0.001 and ε = 1e-7"),
        new("amsgrad", "θ ← θ − αm̂/(√(max v/(1 − β₂ᵗ)) + ε)", "PyTorch's Adam(amsgrad=True); Keras's adds ε before the correction"),
        new("adamax", "u ← max(β₂u, |g| + ε), θ ← θ − α/(1 − β₁ᵗ) · m/u", "PyTorch's Adamax; Keras's divides by u + ε"),
        new("nadam", "Adam with Nesterov's momentum, divided by √v̂ + ε",
            "PyTorch's NAdam; Keras's momentum rises within tens of updates, not thousands"),
        new("adamw", "θ ← θ − αλθ, then adam", "PyTorch's AdamW, where λ = 0.01 unless given"),
        new("delta_bar_delta", "θ ← θ − α · gain · g; gain + 0.05 while the sign holds, times 0.95 when it turns", "not in PyTorch"),
        new("lbfgs", "θ ← θ − αHg, H from the last steps, full batch", "scikit-learn's solver=\"lbfgs\", with another line search"),
        new(
            "coordinate_descent",
            "one parameter after the other: to the best of x, x ± α and the lowest point of the parabola through them",
            "not in PyTorch"),
        new("random_search", "θ + σz, z normal, if the loss falls there; σ = α at first, doubled then, else divided by 2^¼",
            "not in PyTorch"),
    ];
}
