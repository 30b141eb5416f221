package uuid

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
)

// A UUID is a universally unique identifier, Python's [uuid.UUID]: 16 bytes in
// network order. It is comparable, a map key, ordered by [UUID.Compare], and
// converts to and from any other type that is [16]byte underneath.
//
// Its text, JSON and SQL forms are the 36 characters of RFC 9562; reading them
// takes nothing else ([ParseStrict]).
//
// [uuid.UUID]: https://docs.python.org/3.15/library/uuid.html#uuid.UUID
type UUID [16]byte

// Nil and Max are the UUIDs of zeros and of ones alone (RFC 9562, sections 5.9
// and 5.10), Python's [uuid.NIL] and [uuid.MAX].
//
// [uuid.NIL]: https://docs.python.org/3.15/library/uuid.html#uuid.NIL
// [uuid.MAX]: https://docs.python.org/3.15/library/uuid.html#uuid.MAX
var (
	Nil UUID
	Max = UUID{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}
)

// The namespaces of RFC 9562, section 6.6, for [UUID3] and [UUID5]: for domain
// names, URLs, ISO object identifiers and X.500 distinguished names.
// See https://docs.python.org/3.15/library/uuid.html#uuid.NAMESPACE_DNS.
var (
	NamespaceDNS  = MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
	NamespaceURL  = MustParse("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
	NamespaceOID  = MustParse("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
	NamespaceX500 = MustParse("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
)

// What [UUID.Variant] returns.
// See https://docs.python.org/3.15/library/uuid.html#uuid.RFC_4122.
const (
	ReservedNCS       = "reserved for NCS compatibility"
	RFC4122           = "specified in RFC 4122" // RFC 9562 replaced it; Python's text stayed
	ReservedMicrosoft = "reserved for Microsoft compatibility"
	ReservedFuture    = "reserved for future definition"
)

func (u UUID) high() uint64 { return binary.BigEndian.Uint64(u[:8]) }
func (u UUID) low() uint64  { return binary.BigEndian.Uint64(u[8:]) }

// put sets u from its halves. The functions that make and read UUIDs work on the
// halves, which stay in registers; bytes that have just been written one by
// one are slow to copy as 16.
func (u *UUID) put(hi, lo uint64) {
	binary.BigEndian.PutUint64(u[:8], hi)
	binary.BigEndian.PutUint64(u[8:], lo)
}

// versioned returns the halves with the version and RFC 9562's variant set over
// whatever stood in their bits.
func versioned(hi, lo, version uint64) (uint64, uint64) {
	return hi&^0xf000 | version<<12, lo&^(0b11<<62) | 0b10<<62
}

// stamp sets the version and the variant in place, for bytes that come from elsewhere.
func (u *UUID) stamp(version byte) {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0b10<<6
}

// fromHalves returns the UUID of two halves with the version set.
func fromHalves(hi, lo, version uint64) (u UUID) {
	u.put(versioned(hi, lo, version))
	return u
}

// Compare returns -1, 0 or 1 as u is less than, equal to or greater than v,
// by [UUID.Int] as Python orders them. It serves slices.SortFunc.
func (u UUID) Compare(v UUID) int {
	a, b := u.high(), v.high()
	if a == b {
		a, b = u.low(), v.low()
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Bytes returns the 16 bytes in network order, Python's bytes. u[:] are the same.
func (u UUID) Bytes() []byte { return u[:] }

// BytesLE returns the 16 bytes with the first three fields in little-endian
// order, Python's bytes_le, as Microsoft's GUIDs are stored.
func (u UUID) BytesLE() []byte {
	swapFields(&u)
	return u[:]
}

// swapFields reverses the bytes of time_low, time_mid and time_hi_version.
func swapFields(u *UUID) {
	slices.Reverse(u[0:4])
	slices.Reverse(u[4:6])
	slices.Reverse(u[6:8])
}

// Fields returns the six fields, Python's fields.
func (u UUID) Fields() Fields {
	return Fields{
		TimeLow:           uint64(u.TimeLow()),
		TimeMid:           uint64(u.TimeMid()),
		TimeHiVersion:     uint64(u.TimeHiVersion()),
		ClockSeqHiVariant: uint64(u.ClockSeqHiVariant()),
		ClockSeqLow:       uint64(u.ClockSeqLow()),
		Node:              u.Node(),
	}
}

// String returns the fields as Python prints them, "(1, 2, 3, 4, 5, 6)".
func (f Fields) String() string {
	return fmt.Sprintf("(%d, %d, %d, %d, %d, %d)", f.TimeLow, f.TimeMid, f.TimeHiVersion, f.ClockSeqHiVariant, f.ClockSeqLow, f.Node)
}

// TimeLow returns the first 32 bits, Python's time_low.
func (u UUID) TimeLow() uint32 { return binary.BigEndian.Uint32(u[0:]) }

// TimeMid returns the next 16 bits, Python's time_mid.
func (u UUID) TimeMid() uint16 { return binary.BigEndian.Uint16(u[4:]) }

// TimeHiVersion returns the next 16 bits, Python's time_hi_version.
func (u UUID) TimeHiVersion() uint16 { return binary.BigEndian.Uint16(u[6:]) }

// ClockSeqHiVariant returns the next 8 bits, Python's clock_seq_hi_variant.
func (u UUID) ClockSeqHiVariant() uint8 { return u[8] }

// ClockSeqLow returns the next 8 bits, Python's clock_seq_low.
func (u UUID) ClockSeqLow() uint8 { return u[9] }

// Node returns the last 48 bits, Python's node: in versions 1 and 6, the
// network card's address or a random number.
func (u UUID) Node() uint64 { return u.low() & (1<<48 - 1) }

// ClockSeq returns the 14 bits of the clock sequence, Python's clock_seq.
func (u UUID) ClockSeq() uint16 { return uint16(u.low()>>48) & 0x3fff }

// Hex returns the 32 hexadecimal digits, Python's hex.
func (u UUID) Hex() string {
	var b [32]byte
	return string(u.appendHex(b[:0]))
}

// Int returns the UUID as a 128-bit integer, Python's int.
func (u UUID) Int() *big.Int { return new(big.Int).SetBytes(u[:]) }

// URN returns the UUID as a URN (RFC 9562, section 4), Python's urn: "urn:uuid:"
// and [UUID.String].
func (u UUID) URN() string {
	var b [len(urnPrefix) + 36]byte
	return string(u.AppendFormat(b[:0], FormatURN))
}

// Variant returns the layout of the UUID, Python's variant: [ReservedNCS],
// [RFC4122], [ReservedMicrosoft] or [ReservedFuture].
func (u UUID) Variant() string {
	switch {
	case u[8]&0x80 == 0:
		return ReservedNCS
	case u[8]&0x40 == 0:
		return RFC4122
	case u[8]&0x20 == 0:
		return ReservedMicrosoft
	}
	return ReservedFuture
}

// Version returns the version number, Python's version. It is there only in
// UUIDs of variant [RFC4122]; for others Version reports false, where Python has None.
func (u UUID) Version() (version int, ok bool) {
	if u[8]>>6 != 0b10 {
		return 0, false
	}
	return int(u[6] >> 4), true
}

// IsSafe returns [SafeUUIDUnknown]: nothing in the 16 bytes says how they were
// made. Python's is_safe is an attribute beside them.
func (u UUID) IsSafe() SafeUUID { return SafeUUIDUnknown }

// A SafeUUID says whether a UUID was made in a way that is safe between
// processes, Python's [uuid.SafeUUID].
//
// [uuid.SafeUUID]: https://docs.python.org/3.15/library/uuid.html#uuid.SafeUUID
type SafeUUID int8

// The values of SafeUUID.
const (
	SafeUUIDSafe    SafeUUID = 0  // the platform made it safely
	SafeUUIDUnsafe  SafeUUID = -1 // it was not made safely
	SafeUUIDUnknown SafeUUID = 1  // the platform does not say
)

// String returns the name as Python prints it, such as "SafeUUID.unknown".
func (s SafeUUID) String() string {
	switch s {
	case SafeUUIDSafe:
		return "SafeUUID.safe"
	case SafeUUIDUnsafe:
		return "SafeUUID.unsafe"
	}
	return "SafeUUID.unknown"
}

// Value returns the number that Python gives the name, SafeUUID.value: 0, -1, or
// None, for which it reports false.
func (s SafeUUID) Value() (value int, ok bool) {
	if s == SafeUUIDSafe || s == SafeUUIDUnsafe {
		return int(s), true
	}
	return 0, false
}
