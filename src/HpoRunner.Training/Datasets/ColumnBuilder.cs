using System.Text;
using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>
/// Takes the cells of one column row by row and settles what it is: declared, or read off the first cell that is not missing. Cells of
/// the other kind are counted, and told at the end by the line of the first of the rarer kind, so that a stray text among numbers is
/// named, and so is a stray number among texts.
/// </summary>
internal sealed class ColumnBuilder
{
    private readonly ColumnKind? _declared;
    private readonly NumberList _numbers = new();
    private readonly CategoryList _texts = new();
    private readonly List<bool> _categoryIsNumber = [];
    private ColumnKind? _kind;
    private long _missingBeforeKind;
    private Tally _missing, _asNumber, _asText;

    public ColumnBuilder(string name, ColumnKind? declared)
    {
        Name = name;
        _kind = _declared = declared;
    }

    public string Name { get; }

    public Tally Missing => _missing;

    public void Reserve(int rowCount)
    {
        if (_kind == ColumnKind.Categorical)
            _texts.Reserve(rowCount);
        else
            _numbers.Reserve(rowCount);
    }

    public void AddMissing(long line)
    {
        _missing.Meet(line, "");
        if (_kind is null)
            _missingBeforeKind++;
        else if (_kind == ColumnKind.Numeric)
            _numbers.Add(double.NaN);
        else
            _texts.AddMissing();
    }

    public void Add(ReadOnlySpan<byte> cell, long line)
    {
        if (_kind != ColumnKind.Categorical && CellNumber.TryParse(cell, out var number))
        {
            if (_kind is null)
                Settle(ColumnKind.Numeric);
            _numbers.Add(number);
            if (_asNumber.Count == 0)
                _asNumber.Meet(line, Encoding.UTF8.GetString(cell));
            else
                _asNumber.MeetAgain();
        }
        else if (_kind == ColumnKind.Numeric)
        {
            _numbers.Add(double.NaN);
            _asText.Meet(line, _asText.Count == 0 ? Encoding.UTF8.GetString(cell) : "");
        }
        else
        {
            if (_kind is null)
                Settle(ColumnKind.Categorical);
            AddText(cell, line);
        }
    }

    /// <summary>The finished column. A column without any value is numeric, all missing.</summary>
    public Column Build(ProblemList problems)
    {
        if (_kind is null)
            Settle(ColumnKind.Numeric);
        if (_kind == ColumnKind.Numeric)
        {
            if (_asText.Count > 0)
                TellTextAmongNumbers(problems);
            return _numbers.ToColumn(Name);
        }
        if (_declared is null)
            CheckTexts(problems);
        return _texts.ToColumn(Name);
    }

    private void Settle(ColumnKind kind)
    {
        _kind = kind;
        for (; _missingBeforeKind > 0; _missingBeforeKind--)
        {
            if (kind == ColumnKind.Numeric)
                _numbers.Add(double.NaN);
            else
                _texts.AddMissing();
        }
    }

    private void AddText(ReadOnlySpan<byte> cell, long line)
    {
        var index = _texts.Add(cell);
        if (_declared is not null)
            return;
        if (index == _categoryIsNumber.Count)
            _categoryIsNumber.Add(CellNumber.TryParse(cell, out _));
        if (_categoryIsNumber[index])
            _asNumber.Meet(line, _asNumber.Count == 0 ? _texts.TextOf(index) : "");
        else
            _asText.Meet(line, _asText.Count == 0 ? _texts.TextOf(index) : "");
    }

    private void CheckTexts(ProblemList problems)
    {
        if (_asNumber.Count > 0)
            TellMixture(problems);
        else if (_asText.Count > 0 && Enumerable.Range(0, _categoryIsNumber.Count).All(index => OddNumber.LooksMeant(_texts.TextOf(index))))
            problems.Add(_asText.FirstLine, $"column '{Name}': {WhyText()}; {CategoricalHint}");
    }

    private void TellTextAmongNumbers(ProblemList problems)
    {
        if (_declared is null)
            TellMixture(problems);
        else
            problems.Add(_asText.FirstLine, $"column '{Name}': {WhyText()}{More(_asText)}");
    }

    private void TellMixture(ProblemList problems)
    {
        var total = _asText.Count + _asNumber.Count;
        if (_asText.Count <= _asNumber.Count)
        {
            var numbers = Invariant($"{_asNumber.Count} of {total} values are numbers");
            problems.Add(_asText.FirstLine, $"column '{Name}': {WhyText()}{More(_asText)}, but {numbers}; {CategoricalHint}");
            return;
        }
        var texts = Invariant($"{_asText.Count} of {total} values are texts");
        var first = $"first {Quote(_asText.FirstText)} at {problems.Place(_asText.FirstLine)}";
        var odd = $"{Quote(_asNumber.FirstText)} is a number{More(_asNumber)}";
        problems.Add(_asNumber.FirstLine, $"column '{Name}': {odd}, but {texts}, {first}; {CategoricalHint}");
    }

    private string CategoricalHint => $"if these are names, set data.types: {{{Name}: categorical}}";

    private string WhyText()
    {
        const string OrdinaryText = "is not a number; correct it, or list it under data.missing if it stands for a missing value";
        return $"{Quote(_asText.FirstText)} {OddNumber.Explain(_asText.FirstText) ?? OrdinaryText}";
    }

    private static string More(Tally tally) => tally.Count == 1 ? "" : Invariant($" ({tally.Count} such values)");

    /// <summary>A cell as shown in a message: one line, no control characters, not endless.</summary>
    private static string Quote(string cell)
    {
        const int Longest = 40;
        var shown = cell.Length <= Longest ? cell : cell[..Longest] + "…";
        return $"'{string.Concat(shown.Select(letter => char.IsControl(letter) ? '·' : letter))}'";
    }
}
