using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// The picture on which augmentations are compared with numpy 1.24.2 and scipy 1.10.1; the numbers of the tests were printed by
/// /usr/bin/python3 after import numpy as np and from scipy import ndimage:
/// <code>
/// a = np.array([[1,2,4,8],[3,5,7,9],[2,6,1,0],[4,3,8,5]], float)
/// def rot(deg):
///     t = np.deg2rad(deg); m = 1.5; y, x = np.mgrid[0:4,0:4]-m
///     return ndimage.map_coordinates(a, [m+y*np.cos(t)+x*np.sin(t), m-y*np.sin(t)+x*np.cos(t)], order=1, mode='nearest')
/// print(rot(30), np.rot90(a), ndimage.shift(a, (1,-2), order=0, mode='nearest'))
/// p = np.pad(a, 2, mode='reflect'); print(p[1:5,4:8], p[0:4,1:5])
/// print(ndimage.map_coordinates(a, [[0.25,2.75,-1],[1.5,2.1,9]], order=1, mode='nearest'))
/// </code>
/// </summary>
internal static class Square
{
    public static readonly ImageShape Shape = new(4, 4, 1);
    public static readonly float[] Pixels = [1, 2, 4, 8, 3, 5, 7, 9, 2, 6, 1, 0, 4, 3, 8, 5];

    public static IEnumerable<float> From(int[] lines, int[] columns) =>
        from line in lines
        from column in columns
        select Pixels[4 * line + column];
}
