namespace HpoRunner.Training;

/// <summary>
/// What PyTorch, Keras, scikit-learn and courses call our parameters and their values, for "did you mean": spelling alone would take lr
/// for l2 and know nothing of kaiming_normal. Case, blanks and dashes do not count.
/// </summary>
internal static class NamesElsewhere
{
    private static readonly Dictionary<string, string> Parameters = Pairs(
        """
        lr, step_size, eta, learning_rate_init: learning_rate
        betas: beta1 and beta2
        beta_1: beta1
        beta_2: beta2
        eps: epsilon
        decay_rate, smoothing_constant: rho
        solver, optimiser, optim, algorithm: optimizer
        nesterov, nesterovs_momentum: optimizer: nesterov
        amsgrad: optimizer: amsgrad
        initializer, initialization, weight_init, init_method, kernel_initializer, weight_initializer: init
        bias_initializer, initial_bias: bias_init
        gain: init_scale
        max_iter, n_epochs, num_epochs, iterations, passes: epochs
        batch, bs, minibatch_size, mini_batch_size: batch_size
        hidden_layer_sizes, hidden_layers, hidden_sizes, hidden_units, architecture: hidden
        n_layers, num_layers, depth: layers
        units, neurons, n_units, hidden_size: width
        act, act_fn, activation_function, nonlinearity: activation
        dropout_rate, drop_rate, p_dropout: dropout
        dropout_input: input_dropout
        alpha, l2_reg, l2_penalty, lambda, reg_lambda, weight_penalty, kernel_regularizer: l2
        l1_reg, l1_penalty: l1
        activity_regularizer: activity_l1
        batch_normalization, batchnorm1d, bn: batch_norm
        scheduler, lr_schedule, lr_scheduler, learning_rate_schedule: schedule
        gamma, lr_decay: schedule_decay or schedule_factor
        milestones: schedule_pieces
        t_max, total_iters: schedule_length
        eta_min, end_factor: schedule_end
        warmup, warmup_steps: warmup_epochs
        max_grad_norm, gradient_clipping, grad_clip, global_clipnorm: clip_norm
        patience, n_iter_no_change: early_stopping
        validation_fraction: early_stopping_share
        tol, min_delta: early_stopping_min_delta
        monitor: early_stopping_metric
        random_state, random_seed: seed
        criterion, loss_function, objective: loss
        margin: hinge_margin
        gaussian_noise: input_noise
        horizontal_flip, hflip: augment_flip
        vertical_flip, vflip: augment_flip_vertical
        rotation, rotation_range: augment_rotate
        translate: augment_shift
        brightness: augment_brightness
        elastic: augment_elastic
        """);

    private static readonly Dictionary<string, Dictionary<string, string>> Values = new(StringComparer.Ordinal)
    {
        ["init"] = Pairs(
            """
            xavier, glorot, xavier_uniform: glorot_uniform
            he, kaiming, kaiming_normal, msra: he_normal
            kaiming_uniform: he_uniform
            lecun: lecun_normal
            random_normal, gaussian: normal
            random_uniform: uniform
            eye: identity
            random_orthogonal: orthogonal
            zero: zeros
            one: ones
            """),
        ["activation"] = Pairs(
            """
            swish: silu
            logistic, sigm: sigmoid
            lrelu: leaky_relu
            rectifier: relu
            hyperbolic_tangent: tanh
            """),
        ["optimizer"] = Pairs(
            """
            gd, gradient_descent, stochastic_gradient_descent: sgd
            sgd_momentum, polyak: momentum
            nag, sgd_nesterov: nesterov
            bfgs: lbfgs
            dbd: delta_bar_delta
            """),
        ["loss"] = Pairs(
            """
            mean_squared_error, squared_error, l2, least_squares: mse
            softmax, log_loss, nll, categorical_crossentropy, sparse_categorical_crossentropy, ce: cross_entropy
            bce, binary_crossentropy, logistic, sigmoid_cross_entropy: binary_cross_entropy
            svm, multi_margin, categorical_hinge: hinge
            """),
        ["schedule"] = Pairs(
            """
            cosine_annealing, cosine_decay: cosine
            exp, exponential_decay: exponential
            step_decay, step_lr: step
            multistep, multi_step, piecewise_constant, piecewise_constant_decay: piecewise
            reduce_on_plateau, reduce_lr_on_plateau, adaptive: plateau
            invscaling, inverse_scaling: inverse_sqrt
            inverse_time_decay, time_decay: inverse_time
            linear_decay, polynomial: linear
            none: constant
            """),
        ["batch_scaling"] = Pairs("square_root: sqrt"),
        ["init_mode"] = Pairs("fan_average: fan_avg"),
        ["init_distribution"] = Pairs("untruncated_normal, gaussian: normal"),
        ["output_bias"] = Pairs("zeros: zero"),
        ["shuffle"] = Pairs("bootstrap: with_replacement"),
        ["batch_size"] = Pairs("all: full"),
    };

    /// <summary>Every parameter of ours that some other name stands for, for a test.</summary>
    internal static IEnumerable<string> OurParameters => Parameters.Values;

    /// <summary>The same for values, each with its parameter.</summary>
    internal static IEnumerable<(string Parameter, string Value)> OurValues =>
        Values.SelectMany(pair => pair.Value.Values.Select(value => (pair.Key, value)));

    /// <summary>"learning_rate", "beta1 and beta2", "optimizer: nesterov"; null for a name that no other library is known to use.</summary>
    public static string? OfParameter(string name) => Parameters.GetValueOrDefault(Plain(name));

    /// <summary>Null for a value that no other library is known to use for this parameter.</summary>
    public static string? OfValue(string parameter, string value) => Values.GetValueOrDefault(parameter)?.GetValueOrDefault(Plain(value));

    private static string Plain(string name) => name.Trim().Replace('-', '_').Replace(' ', '_').ToLowerInvariant();

    /// <summary>"theirs, theirs: ours", a line each.</summary>
    private static Dictionary<string, string> Pairs(string lines) => (
        from line in lines.ReplaceLineEndings("\n").Split('\n')
        let colon = line.IndexOf(": ", StringComparison.Ordinal)
        from theirs in line[..colon].Split(", ")
        select (theirs, line[(colon + 2)..])).ToDictionary(StringComparer.Ordinal);
}
