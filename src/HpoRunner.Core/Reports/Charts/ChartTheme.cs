namespace HpoRunner.Reports.Charts;

/// <summary>
/// The colours of a theme. A mark's colour and a text's colour differ: text keeps a contrast of 4.5:1 to the surface, where the
/// palette's green, orange and pink as they are would reach 3 to 4. The steps of the scale are cividis (Nuñez, Anderton and Renslow
/// 2018), which reads the same with every kind of colour vision: its dark end is the best on a light page (0.85 down to 0), its
/// yellow end on a dark one (0.25 up to 1), so that the best always stands out most. Their text colour is that of a text on them.
/// </summary>
internal sealed record ChartTheme(string Name, IReadOnlyDictionary<Paint, (string Mark, string Text)> Colours)
{
    public static ChartTheme Light { get; } = new("light", new Dictionary<Paint, (string, string)>
    {
        [Paint.Ink] = ("#1f2328", "#1f2328"),
        [Paint.Soft] = ("#57606a", "#57606a"),
        [Paint.Grid] = ("#e4e6e9", "#e4e6e9"),
        [Paint.Surface] = ("#ffffff", "#ffffff"),
        [Paint.Series1] = ("#0072b2", "#0068a3"),
        [Paint.Series2] = ("#d55e00", "#b04d00"),
        [Paint.Series3] = ("#009e73", "#00795a"),
        [Paint.Series4] = ("#cc79a7", "#a34d7d"),
        [Paint.Series5] = ("#767c83", "#646a71"),
        [Paint.Faint] = ("#8b929a", "#646a71"),
        [Paint.Scale0] = ("#d6c35d", "#000000"),
        [Paint.Scale1] = ("#bdae6c", "#000000"),
        [Paint.Scale2] = ("#a49b74", "#000000"),
        [Paint.Scale3] = ("#8d8878", "#000000"),
        [Paint.Scale4] = ("#767676", "#ffffff"),
        [Paint.Scale5] = ("#61656f", "#ffffff"),
        [Paint.Scale6] = ("#4b546c", "#ffffff"),
        [Paint.Scale7] = ("#32436d", "#ffffff"),
        [Paint.Scale8] = ("#053371", "#ffffff"),
        [Paint.Scale9] = ("#00224e", "#ffffff"),
    });

    public static ChartTheme Dark { get; } = new("dark", new Dictionary<Paint, (string, string)>
    {
        [Paint.Ink] = ("#e6e8ea", "#e6e8ea"),
        [Paint.Soft] = ("#a9b1ba", "#a9b1ba"),
        [Paint.Grid] = ("#2d333b", "#2d333b"),
        [Paint.Surface] = ("#1b1f24", "#1b1f24"),
        [Paint.Series1] = ("#4aa3dd", "#5aaee4"),
        [Paint.Series2] = ("#f08a3c", "#f08a3c"),
        [Paint.Series3] = ("#2fbf96", "#2fbf96"),
        [Paint.Series4] = ("#d993bb", "#d993bb"),
        [Paint.Series5] = ("#a0a8b1", "#a0a8b1"),
        [Paint.Faint] = ("#7d8791", "#a0a8b1"),
        [Paint.Scale0] = ("#434e6c", "#ffffff"),
        [Paint.Scale1] = ("#575d6d", "#ffffff"),
        [Paint.Scale2] = ("#6a6c71", "#ffffff"),
        [Paint.Scale3] = ("#7d7c78", "#000000"),
        [Paint.Scale4] = ("#918b78", "#000000"),
        [Paint.Scale5] = ("#a59c74", "#000000"),
        [Paint.Scale6] = ("#bcae6c", "#000000"),
        [Paint.Scale7] = ("#d2c060", "#000000"),
        [Paint.Scale8] = ("#e9d34e", "#000000"),
        [Paint.Scale9] = ("#fee838", "#000000"),
    });

    public string Mark(Paint paint) => paint == Paint.None ? "none" : Colours[paint].Mark;

    public string Text(Paint paint) => paint == Paint.None ? "none" : Colours[paint].Text;
}
