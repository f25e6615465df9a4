using System.CommandLine;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo completion SHELL</c>: a script that has the shell ask <c>hpo</c> itself what may come next, so that commands, options and runs
/// are always those of this version and folder (<see cref="Completions"/>). Where hpo has nothing to offer the shell completes file names.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion of hpo; in ~/.bashrc:  eval "$(hpo completion bash)"
        _hpo_complete() {
          local at="${COMP_WORDS[COMP_CWORD]}" word before=()
          # bash takes --name=value apart.
          [[ $at != "=" ]] || at=""
          for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
            [[ $word == "=" ]] || before+=("${word//[\\\"\']/}")
          done
          COMPREPLY=()
          while IFS=$'\t' read -r word _; do
            COMPREPLY+=("$word")
          done < <("${COMP_WORDS[0]/#\~\//$HOME/}" "[complete:$at]" "${before[@]}" 2>/dev/null)
        }
        complete -o default -F _hpo_complete hpo

        """;

    private const string Zsh = """
        #compdef hpo
        # zsh completion of hpo; in ~/.zshrc, after compinit:  eval "$(hpo completion zsh)"
        _hpo() {
          local -a offered
          local line
          for line in "${(@f)$("${(Q)words[1]/#\~\//$HOME/}" "[complete:${(Q)PREFIX}]" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
            [[ -z $line ]] || offered+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
          done
          if (( $#offered )); then _describe -V hpo offered; else _files; fi
        }
        compdef _hpo hpo

        """;

    private const string Fish = """
        # fish completion of hpo; in ~/.config/fish/config.fish:  hpo completion fish | source
        function __hpo_complete
            set -l words (commandline -opc | string replace -r '^~/' "$HOME/")
            set -l at (commandline -ct)
            set -l offered ($words[1] "[complete:$at]" $words[2..-1] 2>/dev/null)
            if set -q offered[1]
                printf '%s\n' $offered
            else
                __fish_complete_path (string unescape -- $at)
            end
        end
        complete -c hpo -k -f -a '(__hpo_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion of hpo; in $PROFILE:  hpo completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName hpo -ScriptBlock {
          param($word, $command, $position)
          $before = @($command.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } |
            ForEach-Object { if ($_.Value) { "$($_.Value)" } else { "$_" } })
          & $command.GetCommandName() "[complete:$word]" @before 2>$null | ForEach-Object {
            $text, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $text }
            [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $meaning)
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
