// Package uuid is Python's uuid module: UUIDs of the versions 1 and 3 to 8 and
// every view of them, with the same names and the same answers.
//
//	id := uuid.UUID7()                                // sorts by time
//	site := uuid.UUID5(uuid.NamespaceDNS, "go.dev")   // the same for the same name
//	key, err := uuid.Parse("{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}")
//
// A [UUID] is 16 bytes, a comparable value that converts to and from the UUID
// types of other packages. Making, reading and appending one does not allocate.
//
// # From Python to Go
//
//	UUID(hex='…'), UUID('…')          NewUUID(Hex("…")), Parse("…")
//	UUID(bytes=b, version=4)          NewUUID(Bytes(b), Version(4))
//	UUID(bytes_le=b)                  NewUUID(BytesLE(b))
//	UUID(fields=(a, b, c, d, e, f))   NewUUID(Fields{TimeLow: a, …})
//	UUID(int=n)                       NewUUID(Int(n))
//	str(u), u.hex, u.urn, u.int       u.String(), u.Hex(), u.URN(), u.Int()
//	repr(u)                           "UUID('" + u.String() + "')"
//	u.bytes, u.bytes_le, u.fields     u.Bytes(), u.BytesLE(), u.Fields()
//	u.time_low … u.node, u.clock_seq  u.TimeLow() … u.Node(), u.ClockSeq()
//	u.time, u.variant, u.is_safe      u.Time(), u.Variant(), u.IsSafe()
//	u.version                         u.Version(); false for None
//	u < v, sorted(us)                 u.Compare(v) < 0, slices.SortFunc(us, UUID.Compare)
//	uuid1(node, clock_seq)            UUID1(Node(n), ClockSeq(c))
//	uuid3(ns, name), uuid5(ns, name)  UUID3(ns, name), UUID5(ns, name)
//	uuid4(), uuid7()                  UUID4(), UUID7()
//	uuid6(node, clock_seq)            UUID6(Node(n), ClockSeq(c))
//	uuid8(a, b, c)                    UUID8(A(a), B(b), C(c))
//	getnode()                         GetNode()
//	NAMESPACE_DNS …, NIL, MAX         NamespaceDNS …, Nil, Max
//	RFC_4122, RESERVED_NCS …          RFC4122, ReservedNCS …
//	SafeUUID.safe                     SafeUUIDSafe
//	python -m uuid                    examples/cmd/uuidtool
//
// Additions: [ParseStrict], [MustParse], [UUID.AppendFormat], [UUID.Timestamp],
// [UUID.ToUUID6] and [UUID.ToUUID1], [UUID7At], [AppendUUID7Batch],
// [RandomNode], [NullUUID], the methods of packages encoding and database/sql,
// and [Generator] with a clock, a random source and a pool of one's own.
//
// # Differences from Python
//
//   - Text, JSON and SQL are read by [ParseStrict]: one spelling but for case
//     (TestAttackTextThatIsNoUUID).
//   - [UUID1] and [UUID6] keep one random clock sequence for the process, as
//     CPython does where libuuid makes its UUIDs; elsewhere CPython draws one
//     each time. Both share one clock, so that UUIDs stay unique when one version
//     is turned into the other (TestSharedClock). The node is always [GetNode]'s,
//     where libuuid picks a network card by rules of its own.
//   - The system is asked for the time of day once in a millisecond; in between the
//     monotonic clock carries it on (TestSystemClock).
//   - Every random bit is crypto/rand's, those of clock sequences and of [UUID8]
//     included (TestAttackPredictableRandomness).
//   - [UUID3] and [UUID5] hash the bytes of a string as they are; Python has no
//     bytes for a lone surrogate and raises UnicodeEncodeError (TestNameWithSurrogate).
//   - [UUID.IsSafe] is always [SafeUUIDUnknown], as it is in Python but for uuid1
//     where the platform made it: the 16 bytes have no room for it, and there is
//     no keyword is_safe (TestIsSafe).
//   - [GetNode] asks the system for its interfaces where CPython runs ip or
//     ifconfig, and finds the address without them (TestChooseNode).
//
// # Specifications
//
// RFC 9562 (UUIDs, versions 1 to 8), which replaces RFC 4122.
package uuid
