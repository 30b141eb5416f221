package uuid

import (
	"crypto/fips140"
	"crypto/md5"
	"crypto/sha1"
	"hash"
)

// UUID3 returns the version 3 UUID of name in the namespace, made with MD5, as
// Python's [uuid.uuid3] does (RFC 9562, section 5.3). The same name always gives
// the same UUID.
//
// Whoever can guess the name can find it from the UUID; nothing here is secret
// (RFC 9562, section 8). Prefer [UUID5] unless old UUIDs must be met.
//
// [uuid.uuid3]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid3
func UUID3[S ~string | ~[]byte](namespace UUID, name S) UUID {
	if enforced {
		return permitted(uuid3[S], namespace, name)
	}
	return uuid3(namespace, name)
}

func uuid3[S ~string | ~[]byte](namespace UUID, name S) UUID {
	var sum [md5.Size]byte
	var space shortName
	if short, ok := appendShort(space[:0], namespace, name); ok {
		sum = md5.Sum(short)
	} else {
		copy(sum[:], hashLong(md5.New(), namespace, name))
	}
	u := UUID(sum)
	return fromHalves(u.high(), u.low(), 3)
}

// UUID5 returns the version 5 UUID of name in the namespace, made with SHA-1,
// as Python's [uuid.uuid5] does (RFC 9562, section 5.5). The same name always
// gives the same UUID, and as for [UUID3] the UUID gives a name away that can be
// guessed.
//
// [uuid.uuid5]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid5
func UUID5[S ~string | ~[]byte](namespace UUID, name S) UUID {
	if enforced {
		return permitted(uuid5[S], namespace, name)
	}
	return uuid5(namespace, name)
}

func uuid5[S ~string | ~[]byte](namespace UUID, name S) UUID {
	var sum [sha1.Size]byte
	var space shortName
	if short, ok := appendShort(space[:0], namespace, name); ok {
		sum = sha1.Sum(short)
	} else {
		copy(sum[:], hashLong(sha1.New(), namespace, name))
	}
	u := UUID(sum[:16])
	return fromHalves(u.high(), u.low(), 5)
}

// enforced is fixed when the program starts.
var enforced = fips140.Enforced()

// permitted calls f where GODEBUG=fips140=only would stop it from using MD5 and
// SHA-1. The names are public and their UUIDs protect nothing.
func permitted[S ~string | ~[]byte](f func(UUID, S) UUID, namespace UUID, name S) (u UUID) {
	fips140.WithoutEnforcement(func() { u = f(namespace, name) })
	return u
}

// A shortName has room for a namespace and a name that fit into two blocks of either hash.
type shortName [128 - 9]byte

// appendShort puts namespace and name together if they fit into dst.
func appendShort[S ~string | ~[]byte](dst []byte, namespace UUID, name S) ([]byte, bool) {
	if len(namespace)+len(name) > cap(dst) {
		return nil, false
	}
	return append(append(dst, namespace[:]...), name...), true
}

// hashLong returns the hash of namespace and name, taken piece by piece, so
// that a long name is not copied as a whole.
func hashLong[S ~string | ~[]byte](h hash.Hash, namespace UUID, name S) []byte {
	var piece [1024]byte
	h.Write(append(piece[:0], namespace[:]...))
	for len(name) > 0 {
		n := copy(piece[:], name)
		h.Write(piece[:n])
		name = name[n:]
	}
	return h.Sum(nil)
}
