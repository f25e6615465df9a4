namespace HpoRunner;

/// <summary>Turns a time of day into the instant that it means.</summary>
internal static class ClockTime
{
    /// <summary>
    /// The next instant at which local clocks show the time. In a spring gap, where they never show it, the instant that the gap ends;
    /// in an autumn overlap, where they show it twice, the first.
    /// </summary>
    public static DateTimeOffset Next(TimeOnly time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var day = 0; ; day++)
        {
            var instant = At(today.AddDays(day).ToDateTime(time), zone);
            if (instant > now)
                return instant;
        }
    }

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // Clocks jump over this time: find the first minute that exists after it.
            var after = local;
            while (zone.IsInvalidTime(after))
                after = after.AddMinutes(1);
            return new DateTimeOffset(after, zone.GetUtcOffset(after)).ToUniversalTime();
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
