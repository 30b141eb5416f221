package uuid_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/gobatteries/batteries/uuid"
)

// The moment of RFC 9562's vectors.
var rfcTime = time.Date(2022, 2, 22, 14, 22, 22, 0, time.FixedZone("", -5*3600))

const rfcNode, rfcClockSeq = 0x9f6bdeced846, 0x33c8

func rfcGenerator() *uuid.Generator {
	return uuid.NewGenerator(uuid.Clock(func() time.Time { return rfcTime }), uuid.Node(rfcNode), uuid.ClockSeq(rfcClockSeq))
}

// TestAppendixA holds the test vectors of RFC 9562, appendix A.
func TestAppendixA(t *testing.T) {
	must := func(u uuid.UUID, err error) uuid.UUID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	random := uuid.Bytes(uuid.MustParse("919108f7-52d1-4320-9bac-f847db4148a8").Bytes())
	for name, tt := range map[string]struct {
		got  uuid.UUID
		want string
	}{
		"A.1": {must(rfcGenerator().UUID1()), "c232ab00-9414-11ec-b3c8-9f6bdeced846"},
		"A.2": {uuid.UUID3(uuid.NamespaceDNS, "www.example.com"), "5df41881-3aed-3515-88a7-2f4a814cf09e"},
		"A.3": {must(uuid.NewUUID(random, uuid.Version(4))), "919108f7-52d1-4320-9bac-f847db4148a8"},
		"A.4": {uuid.UUID5(uuid.NamespaceDNS, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2"},
		"A.5": {must(rfcGenerator().UUID6()), "1ec9414c-232a-6b00-b3c8-9f6bdeced846"},
	} {
		if got := tt.got.String(); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
	for _, text := range []string{"C232AB00-9414-11EC-B3C8-9F6BDECED846", "1EC9414C-232A-6B00-B3C8-9F6BDECED846"} {
		u := uuid.MustParse(text)
		if u.Time() != 0x1ec9414c232ab00 || u.ClockSeq() != rfcClockSeq || u.Node() != rfcNode {
			t.Errorf("%s: time %#x, clock sequence %#x, node %#x", text, u.Time(), u.ClockSeq(), u.Node())
		}
		if at, ok := u.Timestamp(); !ok || !at.Equal(rfcTime) {
			t.Errorf("%s: %v, %v", text, at, ok)
		}
	}
	u := uuid.MustParse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F") // A.6
	if at, ok := u.Timestamp(); !ok || !at.Equal(rfcTime) || u.Time() != 1645557742000 {
		t.Errorf("%v: %v, %v", u, at, ok)
	}
	if at, err := uuid.UUID7At(rfcTime); err != nil || at.Time() != u.Time() {
		t.Errorf("UUID7At: %v, %v", at, err)
	}
}

// TestAppendixB holds the examples of RFC 9562, appendix B.
func TestAppendixB(t *testing.T) {
	if got := uuid.UUID8(uuid.A(0x2489e9ad2ee2), uuid.B(0xe00), uuid.C(0x0ec932d5f69181c0)).String(); got != "2489e9ad-2ee2-8e00-8ec9-32d5f69181c0" {
		t.Errorf("B.1: %s", got)
	}
	sum := sha256.Sum256(append(uuid.NamespaceDNS.Bytes(), "www.example.com"...))
	u, err := uuid.NewUUID(uuid.Bytes(sum[:16]), uuid.Version(8))
	if got := u.String(); err != nil || got != "5c146b14-3c52-8afd-938a-375d0df1fbf6" {
		t.Errorf("B.2: %s, %v", got, err)
	}
}

// TestVersion1And6 turns one into the other and back.
func TestVersion1And6(t *testing.T) {
	one := uuid.MustParse("c232ab00-9414-11ec-b3c8-9f6bdeced846")
	six := uuid.MustParse("1ec9414c-232a-6b00-b3c8-9f6bdeced846")
	if got, ok := one.ToUUID6(); got != six || !ok {
		t.Errorf("to 6: %v, %v", got, ok)
	}
	if got, ok := six.ToUUID1(); got != one || !ok {
		t.Errorf("to 1: %v, %v", got, ok)
	}
	for _, u := range []uuid.UUID{uuid.Nil, uuid.Max, uuid.UUID4(), uuid.UUID7(), uuid.NamespaceDNS} {
		if v, ok := u.ToUUID1(); ok || v != uuid.Nil {
			t.Errorf("%v to 1: %v, %v", u, v, ok)
		}
	}
	if v, ok := six.ToUUID6(); ok || v != uuid.Nil {
		t.Errorf("6 to 6: %v, %v", v, ok)
	}
	if at, ok := uuid.Max.Timestamp(); ok || !at.IsZero() {
		t.Errorf("a time in %v: %v", uuid.Max, at)
	}
}
