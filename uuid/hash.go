package uuid

import (
	"crypto/fips140"
	"crypto/md5"
	"crypto/sha1"
	"unsafe"
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
	return permitted(uuid3, namespace, view(name))
}

func uuid3(namespace UUID, name string) (u UUID) {
	var block [md5.BlockSize]byte
	n := copy(block[:], namespace[:])
	if n += copy(block[n:], name); n < len(block) {
		u = md5.Sum(block[:n])
	} else {
		h := md5.New()
		h.Write(namespace[:])
		for len(name) > 0 { // never the whole name at once, which would be a copy of it
			n = copy(block[:], name)
			h.Write(block[:n])
			name = name[n:]
		}
		h.Sum(u[:0])
	}
	u.stamp(3)
	return u
}

// UUID5 returns the version 5 UUID of name in the namespace, made with SHA-1,
// as Python's [uuid.uuid5] does (RFC 9562, section 5.5). The same name always
// gives the same UUID, and as for [UUID3] the UUID gives a name away that can be
// guessed.
//
// [uuid.uuid5]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid5
func UUID5[S ~string | ~[]byte](namespace UUID, name S) UUID {
	return permitted(uuid5, namespace, view(name))
}

func uuid5(namespace UUID, name string) (u UUID) {
	var block [sha1.BlockSize]byte
	var sum [sha1.Size]byte
	n := copy(block[:], namespace[:])
	if n += copy(block[n:], name); n < len(block) {
		sum = sha1.Sum(block[:n])
	} else {
		h := sha1.New()
		h.Write(namespace[:])
		for len(name) > 0 { // as in uuid3
			n = copy(block[:], name)
			h.Write(block[:n])
			name = name[n:]
		}
		h.Sum(sum[:0])
	}
	u = UUID(sum[:len(u)])
	u.stamp(5)
	return u
}

// view returns the bytes of name as a string without copying them, for as long
// as the caller has name: a slice starts as a string does, with its address and length.
func view[S ~string | ~[]byte](name S) string { return *(*string)(unsafe.Pointer(&name)) }

// enforced is fixed when the program starts.
var enforced = fips140.Enforced()

// permitted calls f, also where GODEBUG=fips140=only would stop it from using MD5
// and SHA-1. The names are public and their UUIDs protect nothing.
func permitted(f func(UUID, string) UUID, namespace UUID, name string) (u UUID) {
	if !enforced {
		return f(namespace, name)
	}
	fips140.WithoutEnforcement(func() { u = f(namespace, name) })
	return u
}
