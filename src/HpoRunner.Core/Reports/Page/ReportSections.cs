namespace HpoRunner.Reports.Page;

/// <summary>The parts of the report after its summary, in their order. Every one is there, if only to say why it is empty.</summary>
internal enum ReportSection
{
    Progress,

    /// <summary>On a surface, in place of learning curves and of a model to score.</summary>
    Paths,
    Ranking,
    Matters,
    Curves,
    Winner,
    Robustness,
    Health,
}

/// <summary>How the parts are called: in links, and as headings.</summary>
internal static class ReportSections
{
    public static IReadOnlyList<ReportSection> Of(ReportModel model) => [.. Enum.GetValues<ReportSection>().Where(section =>
        section is ReportSection.Paths ? model.Surface is not null
            : section is not (ReportSection.Curves or ReportSection.Winner) || model.Surface is null)];

    public static string Id(ReportSection section) => Words.Of(section);

    public static string Title(ReportSection section) => section switch
    {
        ReportSection.Paths => "Paths over the surface",
        ReportSection.Matters => "What matters",
        ReportSection.Curves => "Learning curves",
        ReportSection.Winner => "The winner",
        ReportSection.Health => "Run health",
        _ => section.ToString(),
    };

    /// <summary>Starts the section; it is ended by whoever writes what is in it.</summary>
    public static void Begin(HtmlWriter html, ReportSection section) =>
        html.Start("section").Attribute("id", Id(section)).Attribute("aria-labelledby", $"{Id(section)}-title")
            .Start("h2").Attribute("id", $"{Id(section)}-title").Text(Title(section)).End("h2").NewLine();
}
