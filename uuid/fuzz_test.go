package uuid_test

import (
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/uuid"
)

// plainStrict is ParseStrict the slow way.
func plainStrict(s string) (u uuid.UUID, ok bool) {
	parts := strings.Split(s, "-")
	if len(s) != 36 || len(parts) != 5 {
		return u, false
	}
	for i, n := range []int{8, 4, 4, 4, 12} {
		if len(parts[i]) != n {
			return u, false
		}
	}
	b, err := hex.DecodeString(strings.Join(parts, ""))
	if err != nil {
		return u, false
	}
	return uuid.UUID(b), true
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{dns, strings.ToUpper(dns), "{" + dns + "}", "urn:uuid:" + dns, "6ba7b8109dad11d180b400c04fd430c8", "0x345678123456781234567812345678",
		"٣2345678123456781234567812345678", "6ba7b810-9dad-11d1-80b4-00c04fd430cg", "6ba7b810-9dad-11d1-80b4-00c04fd430\x80\x80", "@ba7b810-9dad-11d1-80b4-00c04fd430`G"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := uuid.ParseStrict(s)
		want, ok := plainStrict(s)
		if u != want || (err == nil) != ok {
			t.Fatalf("ParseStrict(%q) = %v, %v, want %v, %v", s, u, err, want, ok)
		}
		v, err := uuid.Parse(s)
		if ok && (v != u || err != nil) {
			t.Fatalf("Parse(%q) = %v, %v, want %v", s, v, err, u)
		}
		if w, err2 := uuid.Parse([]byte(s)); w != v || (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
			t.Fatalf("Parse(%q) = %v, %v; as bytes %v, %v", s, v, err, w, err2)
		}
	})
}

// FuzzRoundTrip writes the value of any 16 bytes in every form and reads it back.
func FuzzRoundTrip(f *testing.F) {
	f.Add(uuid.NamespaceDNS[:])
	f.Add(uuid.Max[:])
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) != 16 {
			return
		}
		u := uuid.UUID(b)
		if want := hex.EncodeToString(b); u.Hex() != want || strings.ReplaceAll(u.String(), "-", "") != want {
			t.Fatalf("%x: %s, %s", b, u.Hex(), u)
		}
		for _, o := range []uuid.UUIDOption{
			uuid.Hex(u.String()), uuid.Hex(u.Hex()), uuid.Hex(u.URN()), uuid.Hex(u.AppendFormat(nil, uuid.FormatBraces|uuid.FormatUpper)),
			uuid.Bytes(u.Bytes()), uuid.BytesLE(u.BytesLE()), u.Fields(), uuid.Int(u.Int()),
		} {
			if v, err := uuid.NewUUID(o); v != u || err != nil {
				t.Fatalf("%v: from %T %v, %v", u, o, v, err)
			}
		}
		if v, err := uuid.NewUUID(uuid.Bytes(b), uuid.Version(4)); err != nil || v.Variant() != uuid.RFC4122 {
			t.Fatalf("%v: %v, %v", u, v, err)
		}
		six, ok := u.ToUUID6()
		if one, _ := six.ToUUID1(); ok && one != u {
			t.Fatalf("%v -> %v -> %v", u, six, one)
		}
		next, _ := uuid.NewUUID(uuid.Int(new(big.Int).Add(u.Int(), big.NewInt(1))))
		if u != uuid.Max && u.Compare(next) != -1 || u.Compare(u) != 0 {
			t.Fatalf("%v is not below %v", u, next)
		}
		u.Timestamp()
	})
}
