"""The hash of SplitsTests.Hash_OfTheFirstVersion_IsReproduced, computed from the definitions alone. python3 splits_reference.py"""
import hashlib
import struct

MASK = (1 << 64) - 1


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def derive(seed, purpose, *labels):
    state = seed
    for label in [ord(letter) for letter in purpose] + [0x10000] + list(labels):
        state = split_mix(state ^ label)[1]
    return state


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Xoshiro:
    def __init__(self, seed):
        self.s = []
        for _ in range(4):
            seed, bits = split_mix(seed)
            self.s.append(bits)

    def bits(self):
        s = self.s
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        shifted = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)
        return result

    def below(self, bound):
        while True:
            product = (self.bits() >> 32) * bound
            if product & 0xFFFFFFFF >= (1 << 32) % bound:
                return product >> 32

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


def line(rows, random):
    result = []
    for label in range(3):
        members = [row for row in rows if classes[row] == label]
        random.shuffle(members)
        result += members
    return result


def append(rows):
    digest.update(struct.pack(f"<{len(rows) + 1}i", len(rows), *rows))


classes = [0 if row * 37 % 100 < 60 else 1 if row * 37 % 100 < 90 else 2 for row in range(100)]
digest = hashlib.sha256()
dealt = line(range(100), Xoshiro(derive(7, "test rows")))
test = sorted(dealt[(2 * i + 1) * 100 // 40] for i in range(20))
append(test)
development = [row for row in range(100) if row not in test]
for repeat in range(2):
    dealt = line(development, Xoshiro(derive(7, "folds", repeat)))
    for fold in range(5):
        validation = sorted(dealt[fold::5])
        append([row for row in development if row not in validation])
        append(validation)
print(digest.hexdigest())
