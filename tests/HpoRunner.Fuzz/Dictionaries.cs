using System.Text;
using HpoRunner.Training;

namespace HpoRunner.Fuzz;

/// <summary>Words that mean something to a parser, and those that are known to hurt.</summary>
internal static class Dictionaries
{
    private static readonly string[] Everywhere =
    [
        "0", "-1", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "1e308", "1e999", "-1e999", "1e-400",
        "NaN", "Infinity", "-Infinity", "0.1", "1,5", "010", "0x1F", "1_000", "true", "false", "null", "\0", "\r\n", "\n", "\t",
        "\"", "'", "\\", "\u2028", "\u202e", "\ufeff", "é", "😀", "\x1b[31m", "../..", "=1+1", "<script>", "[", "]", "{", "}", ",",
        ":", ";",
    ];

    private static readonly string[] Csv =
    [
        ",", ";", "\t", "\"\"", "NA", "?", "target", "\n\"", "\",\"", "a\"b", "1e5", "-0", "2026-11-21", "\r", "  ",
    ];

    private static readonly string[] Experiment =
    [
        "data:", "file:", "target:", "test:", "task:", "ignore:", "types:", "missing:", "validation:", "folds:", "repeats:", "method:", "search:", "grid", "random",
        "metric:", "name:", "goal:", "minimize", "parameters:", "min:", "max:", "scale:", "log", "step:", "count:", "mean:", "sd:", "values:", "weights:", "when:", "default:",
        "constraints:", "points:", "budget:", "trials:", "time:", "until:", "\"07:00\"", "8h", "workers:", "threads:", "timeout:", "memory:", "4GiB", "20%", "final:", "confirm:",
        "report:", "durability:", "- ", "? ", "!!int ", "&a ", "*a", "<<: ", "|\n", ">\n", "---\n", "...", "%YAML 1.1\n", "# ", "~", ".inf", ".nan", "yes", "no", "  ", "{min: 1, max: 2}",
    ];

    private static readonly string[] Protocol =
    [
        "{\"type\":\"", "hello", "evaluate", "stop", "exit", "heartbeat", "ready", "refused", "started", "measurement",
        "completed", "failed", "\"evaluation\":\"1.0.0\"", "\"evaluation\":\"final.1\"", "\"attempt\":1", "\"metrics\":{",
        "\"score\":", "\"epoch\":", "\"seconds\":", "\"kind\":\"stopped\"", "\"path\":\"../../etc/passwd\"",
        "\"version\":\"1.0\"", "\"dataHash\":\"cafe\"", "\\ud800", "\\u0000", "{\"number\":\"Infinity\"}", "}\n",
    ];

    private static readonly string[] Idx =
    [
        "\0\0\u0008\u0003", "\0\0\u000b\u0002", "\0\0\u000d\u0004", "\0\0\0\u0001", "\u007f\0\0\0", "\nlabels:\n", "\u001f",
    ];

    private static readonly string[] Model =
    [
        "\"format\":1", "\"task\":\"regression\"", "\"classes\":[]", "\"columns\":[", "\"kind\":\"numeric\"",
        "\"kind\":\"categorical\"", "\"scale\":0", "\"categories\":[\"red\"]", "\"fillNumber\":null", "\nmodel:\n",
        "__metadata__", "\"dtype\":\"F32\"", "\"F64\"", "\"shape\":[4,3]", "\"data_offsets\":[0,48]", "layers.0.weight",
        "layers.9.bias", "\\\"hidden\\\":\\\"1000000-1000000\\\"", "\\\"activation\\\":\\\"tanh\\\"", "\\\"batch_norm\\\":true",
        "target.deviation", "\u0008\0\0\0\0\0\0\0",
    ];

    private static readonly string[] Small =
    [
        "\"type\":\"workers\"", "\"type\":\"skip\"", "\"trial\":", "\"count\":", "\"now\":true", "\"rows\":[", "\"truth\":[",
        "\"predicted\":[", "\"logLosses\":null", "\"pid\":", "\"host\":null", "\"start\":\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"NaN\"", "[[[[[[[[",
    ];

    private static readonly string[] Journal =
    [
        "{\"v\":1,\"seq\":", ",\"crc\":\"00000000\"}\n", "\"term\":", "\"prev\":\"", "\"type\":\"", "\"optional\":true",
        "trial.proposed", "evaluation.started", "evaluation.ended", "run.resumed", "run.closed", "winner.frozen", "search.ended",
        "trial.skipped", "finalists.chosen", "workers.changed", "failed.reopened", "\"evaluation\":\"0.0.0\"",
        "\"evaluation\":\"9.9.9\"", "\"attempt\":1", "completed", "diverged", "\"metrics\":{}", "\"trial\":", "\"parameters\":{}",
        "\"budget\":null", "\"lastTrial\":",
    ];

    public static IReadOnlyList<byte[]> Of(string parser) =>
    [
        .. Everywhere.Concat(parser switch
        {
            "csv" => Csv,
            "experiment" => [.. Experiment, .. ParameterTable.All.Select(row => row.Name)],
            "idx" => Idx,
            "protocol" => Protocol,
            "journal" => Journal,
            "model" => Model,
            "request" or "result" or "owner" => Small,
            _ => [],
        }).Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x80],
    ];
}
