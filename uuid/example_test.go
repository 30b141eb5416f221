package uuid_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/gobatteries/batteries/uuid"
)

func Example() {
	id := uuid.UUID5(uuid.NamespaceDNS, "python.org")
	fmt.Println(id)
	fmt.Println(id.Hex())
	fmt.Println(id.URN())
	version, _ := id.Version()
	fmt.Println(id.Variant(), version)
	// Output:
	// 886313e1-3b8a-5372-9b90-0c9aee199e5d
	// 886313e13b8a53729b900c9aee199e5d
	// urn:uuid:886313e1-3b8a-5372-9b90-0c9aee199e5d
	// specified in RFC 4122 5
}

func ExampleNewUUID() {
	fmt.Println(uuid.NewUUID(uuid.Hex("{00010203-0405-0607-0809-0a0b0c0d0e0f}")))
	fmt.Println(uuid.NewUUID(uuid.BytesLE("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f")))
	fmt.Println(uuid.NewUUID(uuid.Fields{TimeLow: 1, Node: 2}))
	fmt.Println(uuid.NewUUID(uuid.Int(3), uuid.Version(4)))
	fmt.Println(uuid.NewUUID(uuid.Fields{TimeMid: 1 << 16}))
	fmt.Println(uuid.NewUUID())
	// Output:
	// 00010203-0405-0607-0809-0a0b0c0d0e0f <nil>
	// 03020100-0504-0706-0809-0a0b0c0d0e0f <nil>
	// 00000001-0000-0000-0000-000000000002 <nil>
	// 00000000-0000-4000-8000-000000000003 <nil>
	// 00000000-0000-0000-0000-000000000000 field 2 out of range (need a 16-bit value)
	// 00000000-0000-0000-0000-000000000000 one of the hex, bytes, bytes_le, fields, or int arguments must be given
}

func ExampleParse() {
	for _, text := range []string{
		"urn:uuid:2115773a-5bf1-11dd-ab48-001ec200d9e0",
		"{417a5ebb-01f7-4ed5-aeac-3d56cd5037b0}",
		"f2f84497b3bf493abba97c68e6def80b",
		"f2f84497",
		"not a UUID, but of 32 characters",
	} {
		fmt.Println(uuid.Parse(text))
	}
	// Output:
	// 2115773a-5bf1-11dd-ab48-001ec200d9e0 <nil>
	// 417a5ebb-01f7-4ed5-aeac-3d56cd5037b0 <nil>
	// f2f84497-b3bf-493a-bba9-7c68e6def80b <nil>
	// 00000000-0000-0000-0000-000000000000 badly formed hexadecimal UUID string
	// 00000000-0000-0000-0000-000000000000 invalid literal for int() with base 16: 'not a UUID, but of 32 characters'
}

func ExampleParseStrict() {
	fmt.Println(uuid.ParseStrict("2115773A-5BF1-11DD-AB48-001EC200D9E0"))
	fmt.Println(uuid.ParseStrict("{2115773a-5bf1-11dd-ab48-001ec200d9e0}"))
	// Output:
	// 2115773a-5bf1-11dd-ab48-001ec200d9e0 <nil>
	// 00000000-0000-0000-0000-000000000000 badly formed hexadecimal UUID string
}

func ExampleUUID_Compare() {
	ids := []uuid.UUID{
		uuid.MustParse("f2f84497-b3bf-493a-bba9-7c68e6def80b"),
		uuid.MustParse("417a5ebb-01f7-4ed5-aeac-3d56cd5037b0"),
		uuid.MustParse("2115773a-5bf1-11dd-ab48-001ec200d9e0"),
	}
	slices.SortFunc(ids, uuid.UUID.Compare)
	for _, id := range ids {
		fmt.Println(id)
	}
	// Output:
	// 2115773a-5bf1-11dd-ab48-001ec200d9e0
	// 417a5ebb-01f7-4ed5-aeac-3d56cd5037b0
	// f2f84497-b3bf-493a-bba9-7c68e6def80b
}

func ExampleUUID_Fields() {
	id := uuid.MustParse("c232ab00-9414-11ec-b3c8-9f6bdeced846")
	fmt.Println(id.Fields())
	fmt.Println(id.Time(), id.ClockSeq(), id.Node())
	// Output:
	// (3258100480, 37908, 4588, 179, 200, 175285648414790)
	// 138648505420000000 13256 175285648414790
}

func ExampleUUID_Timestamp() {
	id := uuid.MustParse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
	t, ok := id.Timestamp()
	fmt.Println(t, ok)
	// Output: 2022-02-22 19:22:22 +0000 UTC true
}

func ExampleUUID_ToUUID6() {
	id := uuid.MustParse("c232ab00-9414-11ec-b3c8-9f6bdeced846")
	fmt.Println(id.ToUUID6())
	// Output: 1ec9414c-232a-6b00-b3c8-9f6bdeced846 true
}

func ExampleUUID_AppendFormat() {
	id := uuid.MustParse("2115773a-5bf1-11dd-ab48-001ec200d9e0")
	fmt.Printf("%s\n", id.AppendFormat([]byte("CLSID="), uuid.FormatBraces|uuid.FormatUpper))
	// Output: CLSID={2115773A-5BF1-11DD-AB48-001EC200D9E0}
}

func ExampleUUID1() {
	id, err := uuid.UUID1(uuid.Node(0x1ec200d9e0))
	version, _ := id.Version()
	fmt.Printf("%d %012x %v\n", version, id.Node(), err)

	id, err = uuid.UUID1(uuid.RandomNode(true)) // keeps the network card's address
	fmt.Println(id.Node()>>40&1, err)
	// Output:
	// 1 001ec200d9e0 <nil>
	// 1 <nil>
}

func ExampleUUID8() {
	fmt.Println(uuid.UUID8(uuid.A(0x12345678), uuid.B(0x92), uuid.C(0xdeadbeef)))
	// Output: 00001234-5678-8092-8000-0000deadbeef
}

func ExampleUUID7() {
	a, b := uuid.UUID7(), uuid.UUID7()
	fmt.Println(a.Compare(b) < 0)
	// Output: true
}

func ExampleAppendUUID7Batch() {
	rows := uuid.AppendUUID7Batch(nil, 1000)
	fmt.Println(len(rows), slices.IsSortedFunc(rows, uuid.UUID.Compare))
	// Output: 1000 true
}

func ExampleGenerator() {
	// In a test: the same UUIDs in every run.
	clock := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	g := uuid.NewGenerator(uuid.Clock(clock), uuid.Node(0x001122334455), uuid.ClockSeq(7))
	fmt.Println(g.UUID1())
	fmt.Println(g.UUID1()) // a later time, although the clock stands

	// In a server: random bytes 4096 at a time.
	g = uuid.NewGenerator(uuid.Pool(4096))
	id, err := g.UUID4()
	version, _ := id.Version()
	fmt.Println(version, err)
	// Output:
	// b282c080-e787-11f0-8007-001122334455 <nil>
	// b282c081-e787-11f0-8007-001122334455 <nil>
	// 4 <nil>
}

func ExampleNullUUID() {
	var row struct{ Parent uuid.NullUUID }
	err := json.Unmarshal([]byte(`{"Parent": null}`), &row)
	fmt.Println(row.Parent.Valid, err)
	err = json.Unmarshal([]byte(`{"Parent": "2115773a-5bf1-11dd-ab48-001ec200d9e0"}`), &row)
	fmt.Println(row.Parent.Valid, row.Parent.UUID, err)
	// Output:
	// false <nil>
	// true 2115773a-5bf1-11dd-ab48-001ec200d9e0 <nil>
}
