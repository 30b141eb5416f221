package uuid_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/uuid"
)

var (
	_ encoding.TextMarshaler     = uuid.UUID{}
	_ encoding.TextAppender      = uuid.UUID{}
	_ encoding.TextUnmarshaler   = (*uuid.UUID)(nil)
	_ encoding.BinaryMarshaler   = uuid.UUID{}
	_ encoding.BinaryAppender    = uuid.UUID{}
	_ encoding.BinaryUnmarshaler = (*uuid.UUID)(nil)
	_ driver.Valuer              = uuid.UUID{}
	_ sql.Scanner                = (*uuid.UUID)(nil)
	_ driver.Valuer              = uuid.NullUUID{}
	_ sql.Scanner                = (*uuid.NullUUID)(nil)
	_ json.Marshaler             = uuid.NullUUID{}
	_ json.Unmarshaler           = (*uuid.NullUUID)(nil)
	_ fmt.Stringer               = uuid.UUID{}
)

const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

type record struct {
	ID    uuid.UUID            `json:"id"`
	Owner *uuid.UUID           `json:"owner"`
	Next  uuid.NullUUID        `json:"next"`
	Last  uuid.NullUUID        `json:"last,omitzero"`
	Tags  map[uuid.UUID]string `json:"tags"`
}

func TestJSON(t *testing.T) {
	in := record{ID: uuid.NamespaceDNS, Next: uuid.NullUUID{UUID: uuid.NamespaceURL, Valid: true}, Tags: map[uuid.UUID]string{uuid.Nil: "x"}}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"` + dns + `","owner":null,"next":"6ba7b811-9dad-11d1-80b4-00c04fd430c8","tags":{"00000000-0000-0000-0000-000000000000":"x"}}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, out); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{`1`, `{}`, `[]`, `true`, `"`, `"" `, `"{` + dns + `}"`, `"\u0036ba7b81-9dad-11d1-80b4-00c04fd430c8"`, ``, `nul`} {
		n := uuid.NullUUID{UUID: uuid.Max, Valid: true}
		if err := n.UnmarshalJSON([]byte(bad)); !errors.As(err, new(*uuid.ValueError)) || n != (uuid.NullUUID{}) {
			t.Errorf("%s: %v, %v", bad, n, err)
		}
	}
	n := uuid.NullUUID{UUID: uuid.Max, Valid: true}
	if err := json.Unmarshal([]byte("null"), &n); err != nil || n != (uuid.NullUUID{}) {
		t.Errorf("null: %v, %v", n, err)
	}
}

func TestSQL(t *testing.T) {
	for _, src := range []any{dns, []byte(dns), uuid.NamespaceDNS[:], uuid.NamespaceDNS, [16]byte(uuid.NamespaceDNS)} {
		var u uuid.UUID
		var n uuid.NullUUID
		if err := errors.Join(u.Scan(src), n.Scan(src)); err != nil || u != uuid.NamespaceDNS || n.UUID != u || !n.Valid {
			t.Errorf("%T: %v, %v, %v", src, u, n, err)
		}
	}
	for _, src := range []any{nil, 1, 1.5, true, "", "x", []byte{}, []byte("x"), make([]byte, 15), make([]byte, 17)} {
		u := uuid.Max
		if err := u.Scan(src); err == nil || u != uuid.Max {
			t.Errorf("%#v: %v, %v", src, u, err)
		}
	}
	var typeError *uuid.TypeError
	if err := new(uuid.UUID).Scan(nil); !errors.As(err, &typeError) || typeError.Text != "cannot scan a <nil> into a UUID" {
		t.Errorf("NULL: %v", err)
	}
	if v, err := uuid.NamespaceDNS.Value(); v != dns || err != nil {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := (uuid.NullUUID{UUID: uuid.NamespaceDNS, Valid: true}).Value(); v != dns || err != nil {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := (uuid.NullUUID{UUID: uuid.NamespaceDNS}).Value(); v != nil || err != nil {
		t.Errorf("%v, %v", v, err)
	}
	n := uuid.NullUUID{UUID: uuid.Max, Valid: true}
	if err := n.Scan(nil); err != nil || n != (uuid.NullUUID{}) {
		t.Errorf("NULL: %v, %v", n, err)
	}
}

func TestBinary(t *testing.T) {
	var buf bytes.Buffer
	var got uuid.UUID
	if err := gob.NewEncoder(&buf).Encode(uuid.NamespaceDNS); err != nil {
		t.Fatal(err)
	}
	if err := gob.NewDecoder(&buf).Decode(&got); err != nil || got != uuid.NamespaceDNS {
		t.Errorf("%v, %v", got, err)
	}
	text, _ := got.AppendText([]byte("x"))
	raw, _ := got.AppendBinary([]byte("x"))
	if string(text) != "x"+dns || string(raw) != "x"+string(got[:]) {
		t.Errorf("%q, %q", text, raw)
	}
	for n := range 33 {
		if err := got.UnmarshalBinary(make([]byte, n)); (err == nil) != (n == 16) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func TestAppendFormat(t *testing.T) {
	u := uuid.MustParse(dns)
	for format, want := range map[uuid.Format]string{
		uuid.FormatString: dns,
		uuid.FormatHex:    "6ba7b8109dad11d180b400c04fd430c8",
		uuid.FormatURN:    "urn:uuid:" + dns,
		uuid.FormatBraces: "{" + dns + "}",

		uuid.FormatString | uuid.FormatUpper: "6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
		uuid.FormatHex | uuid.FormatUpper:    "6BA7B8109DAD11D180B400C04FD430C8",
		uuid.FormatURN | uuid.FormatUpper:    "urn:uuid:6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
		uuid.FormatBraces | uuid.FormatUpper: "{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}",
		77:                                   dns,
	} {
		if got := string(u.AppendFormat([]byte("abc "), format)); got != "abc "+want {
			t.Errorf("%d: %s, want %s", format, got, want)
		}
		if got, err := uuid.Parse(want); got != u || err != nil {
			t.Errorf("%s reads as %v, %v", want, got, err)
		}
	}
}

// TestConversions: UUIDs go to and from other 16-byte types and are map keys.
func TestConversions(t *testing.T) {
	type other [16]byte
	u := uuid.UUID4()
	if uuid.UUID(other(u)) != u || !map[uuid.UUID]bool{u: true}[uuid.UUID([16]byte(u))] {
		t.Error("lost on the way")
	}
	b := u.Bytes()
	b[0] ^= 0xff
	le := u.BytesLE()
	le[0] ^= 0xff
	if bytes.Equal(u.Bytes(), b) || bytes.Equal(u.BytesLE(), le) {
		t.Error("the bytes are not copies")
	}
}

// TestInt takes integers of every type.
func TestInt(t *testing.T) {
	for _, o := range []uuid.UUIDOption{
		uuid.Int(7), uuid.Int(int8(7)), uuid.Int(int16(7)), uuid.Int(int32(7)), uuid.Int(int64(7)),
		uuid.Int(uint(7)), uuid.Int(uint8(7)), uuid.Int(uint16(7)), uuid.Int(uint32(7)), uuid.Int(uint64(7)), uuid.Int(uintptr(7)),
	} {
		if u, err := uuid.NewUUID(o, nil); u != (uuid.UUID{15: 7}) || err != nil {
			t.Errorf("%T: %v, %v", o, u, err)
		}
	}
	if _, err := uuid.NewUUID(uuid.Int(int8(-1))); err == nil || err.Error() != "int is out of range (need a 128-bit value)" {
		t.Errorf("-1: %v", err)
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if r := recover(); r != "uuid: MustParse: badly formed hexadecimal UUID string" {
			t.Errorf("%v", r)
		}
	}()
	uuid.MustParse("x")
}
