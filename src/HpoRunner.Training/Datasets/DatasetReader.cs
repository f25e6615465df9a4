using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>From the file's records to checked columns, in one pass over its bytes.</summary>
internal sealed class DatasetReader
{
    private const int RowsBeforeEstimate = 64;

    private readonly DatasetSettings _settings;
    private readonly ProblemList _problems;
    private readonly Header _header;
    private readonly byte[][] _missing;

    // One per column of the file; null for ignored ones, whose cells are never looked at.
    private readonly ColumnBuilder?[] _builders;
    private readonly List<int> _lines = [];

    private DatasetReader(DatasetSettings settings, Header header, ProblemList problems)
    {
        (_settings, _header, _problems) = (settings, header, problems);
        _missing = [.. settings.Missing.Select(System.Text.Encoding.UTF8.GetBytes)];
        _builders = new ColumnBuilder?[header.Names.Length];
        foreach (var i in header.Features)
            _builders[i] = Builder(i, settings.Types.TryGetValue(header.Names[i], out var kind) ? kind : null);
        if (header.Group is { } group)
            _builders[group] = Builder(group, ColumnKind.Categorical);
        if (header.Order is { } order)
            _builders[order] = Builder(order, settings.Types.TryGetValue(header.Names[order], out var kind) ? kind : null);
        foreach (var i in header.Targets)
            _builders[i] = Builder(i, TargetReading.DeclaredKind(settings, header.Names[i]));
    }

    public static Dataset Read(DatasetSettings settings)
    {
        var problems = new ProblemList(Path.GetFileName(settings.File));
        using var file = CsvFile.Open(settings.File, problems);
        if (!file.Read())
        {
            problems.Add("the file is empty; it needs a header line and rows");
            problems.ThrowIfAny();
        }
        var header = Header.Check(file.Texts(), file.Line, settings, problems);
        var reader = new DatasetReader(settings, header, problems);
        reader.ReadRows(file);
        return reader.Build(file.FinishHash(), file.Delimiter);
    }

    private ColumnBuilder Builder(int index, ColumnKind? declared) => new(_header.Names[index], declared);

    private void ReadRows(CsvFile file)
    {
        var columnCount = _header.Names.Length;
        var firstRow = 0L;
        while (file.Read())
        {
            var line = file.Line;
            if (file.FieldCount != columnCount)
            {
                _problems.Add(line, Ragged(file));
                continue;
            }
            if (_lines.Count == 0)
                firstRow = file.Position;
            else if (_lines.Count == RowsBeforeEstimate)
                ReserveRows((file.Length - firstRow) / (double)(file.Position - firstRow));
            _lines.Add((int)line);
            for (var i = 0; i < _builders.Length; i++)
            {
                if (_builders[i] is not { } builder)
                    continue;
                var cell = file.Cell(i);
                if (IsMissing(cell))
                    builder.AddMissing(line);
                else
                    builder.Add(cell, line);
            }
        }
    }

    /// <summary>Arrays of about the final size from the start: growing them would leave three times the data behind as garbage.</summary>
    private void ReserveRows(double timesWhatWasRead)
    {
        var rowCount = (int)Math.Min(1.03 * RowsBeforeEstimate * timesWhatWasRead, Array.MaxLength / 8);
        _lines.EnsureCapacity(rowCount);
        foreach (var builder in _builders)
            builder?.Reserve(rowCount);
    }

    private string Ragged(CsvFile file)
    {
        var found = Invariant($"{file.FieldCount} field{(file.FieldCount == 1 ? "" : "s")}, the header has {_header.Names.Length}");
        return file.FieldCount > _header.Names.Length && file.Delimiter == ','
            ? found + "; a decimal comma, or a comma in a text, needs quotes around the cell"
            : found;
    }

    private bool IsMissing(ReadOnlySpan<byte> cell)
    {
        foreach (var missing in _missing)
        {
            if (cell.SequenceEqual(missing))
                return true;
        }
        return false;
    }

    private Dataset Build(string hash, char delimiter)
    {
        if (_lines.Count == 0 && !_problems.Any)
            _problems.Add("there are no rows under the header");
        if (_lines.Count == 1 && !_problems.Any && _settings.Targets.Count > 0)
            _problems.Add("there is one row; training and validation need at least two");
        _problems.ThrowIfAny();
        CheckComplete(_header.Targets, "target", "a row without it can be neither learnt from nor judged: remove it");
        if (_header.Group is { } group)
            CheckComplete([group], "group", "every row needs its group");
        if (_header.Order is { } order)
            CheckComplete([order], "order", "every row needs its place in time");
        var columns = BuildColumns();
        _problems.ThrowIfAny();
        var target = TargetReading.Read(_settings, [.. _header.Targets.Select(i => columns[i]!)], _problems);
        _problems.ThrowIfAny();
        var features = _header.Features.Select(i => columns[i]!).ToArray();
        return new Dataset([.. _lines], new bool[_lines.Count])
        {
            FileName = Path.GetFileName(_settings.File),
            Hash = hash,
            Delimiter = delimiter,
            FeatureColumns = features,
            Target = target,
            Groups = _header.Group is { } g ? RowKeys.Ranks(columns[g]!) : null,
            Order = _header.Order is { } o ? RowKeys.Ranks(columns[o]!) : null,
            Image = _settings.Image,
            Warnings = target.Names.Count == 0 ? [] : ColumnWarnings.Find(Path.GetFileName(_settings.File), features, target),
        };
    }

    private Column?[] BuildColumns()
    {
        var columns = new Column?[_builders.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _builders[i]?.Build(_problems);

            // Where an array was cut to its size the longer one can go at once.
            _builders[i] = null;
        }
        return columns;
    }

    private void CheckComplete(IEnumerable<int> columns, string role, string why)
    {
        foreach (var i in columns)
        {
            var missing = _builders[i]!.Missing;
            if (missing.Count > 0)
                _problems.Add(missing.FirstLine, $"the {role} '{_header.Names[i]}' is missing{missing.Elsewhere}; {why}");
        }
    }
}
