using HpoRunner.Training;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Experiments;

/// <summary>
/// Configurations that were met, of each only a fingerprint of 64 bits: a search of a hundred thousand trials keeps a megabyte of them.
/// Open addressing with linear probing; 10 to 15 bytes a configuration, because the table grows by half when it is four fifths full. Two of
/// n configurations share a fingerprint with a chance of about n²/2⁶⁵, 3·10⁻¹⁰ for 100,000; the second then counts as met, and a searcher
/// draws another in its place.
/// </summary>
internal sealed class ConfigurationSet
{
    private const int FirstSize = 64;

    /// <summary>0 is a free place.</summary>
    private ulong[] _places = new ulong[FirstSize];

    public int Count { get; private set; }

    public bool Contains(Configuration configuration) => _places[PlaceOf(_places, Fingerprint(configuration))] != 0;

    public void Add(Configuration configuration)
    {
        if (5L * (Count + 1) > 4L * _places.Length)
            Grow();
        var fingerprint = Fingerprint(configuration);
        ref var place = ref _places[PlaceOf(_places, fingerprint)];
        Count += place == 0 ? 1 : 0;
        place = fingerprint;
    }

    /// <summary>Never 0; the same for equal configurations, whatever the order of their entries, in every process.</summary>
    internal static ulong Fingerprint(Configuration configuration)
    {
        var sum = 0UL;
        foreach (var (name, value) in configuration.Entries)
            sum += Fingerprint(RandomStream.DeriveSeed(0, name), value);
        return Math.Max(1, RandomStream.DeriveSeed(sum, ""));
    }

    private static ulong Fingerprint(ulong name, Scalar value)
    {
        if (value.Kind == ScalarKind.Text)
            return RandomStream.DeriveSeed(name, value.ToString(), (int)value.Kind);
        var bits = BitConverter.DoubleToUInt64Bits(value.Kind == ScalarKind.Number ? value.AsNumber : value.AsBoolean ? 1 : 0);
        return RandomStream.DeriveSeed(name, "", (int)value.Kind, (int)(bits >> 32), (int)bits);
    }

    /// <summary>Where it stands, or where it would.</summary>
    private static int PlaceOf(ulong[] places, ulong fingerprint)
    {
        var place = (int)Math.BigMul(fingerprint, (ulong)places.Length, out _);
        while (places[place] != 0 && places[place] != fingerprint)
            place = place + 1 < places.Length ? place + 1 : 0;
        return place;
    }

    private void Grow()
    {
        var larger = new ulong[_places.Length + (_places.Length / 2)];
        foreach (var fingerprint in _places)
        {
            if (fingerprint != 0)
                larger[PlaceOf(larger, fingerprint)] = fingerprint;
        }
        _places = larger;
    }
}
