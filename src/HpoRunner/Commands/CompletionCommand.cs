using System.CommandLine;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo completion SHELL</c>: a script that has the shell ask <c>hpo</c> itself what may come next, so that commands, options and runs
/// are always those of this version and folder. Where hpo has nothing to offer the shell completes file names.
/// </summary>
internal static class CompletionCommand
{
    /// <summary>How the shells ask: position in the line, then the line. Answered by the command line's own suggest directive.</summary>
    public const string Question = "[suggest:";

    private const string Bash = """
        # bash completion of hpo; in ~/.bashrc:  eval "$(hpo completion bash)"
        _hpo_complete() {
          local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
          COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word") )
        }
        complete -o default -F _hpo_complete hpo

        """;

    private const string Zsh = """
        #compdef hpo
        # zsh completion of hpo; in ~/.zshrc, after compinit:  eval "$(hpo completion zsh)"
        _hpo() {
          local -a offered
          offered=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          if [[ -n "${offered[1]}" ]]; then compadd -a offered; fi
          _files
        }
        compdef _hpo hpo

        """;

    private const string Fish = """
        # fish completion of hpo; in ~/.config/fish/config.fish:  hpo completion fish | source
        function __hpo_complete
            set -l line (commandline -cp)
            set -l words (commandline -opc)
            $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c hpo -a '(__hpo_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion of hpo; in $PROFILE:  hpo completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName hpo -ScriptBlock {
          param($word, $command, $position)
          & hpo "[suggest:$position]" "$command" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "A script that completes hpo's commands, options and runs in your shell") { shell };
        return command.WithAction(parsed =>
        {
            Console.Out.Write(ScriptFor(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
    }

    private static string ScriptFor(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "no such shell"),
    };
}
