//go:build go1.27

package uuid_test

import (
	"testing"
	std "uuid"

	"github.com/gobatteries/batteries/uuid"
)

// TestStandardLibrary: UUIDs go to and from the standard library's type.
func TestStandardLibrary(t *testing.T) {
	for range 1000 {
		u, v := uuid.UUID7(), std.NewV7()
		if std.UUID(u).String() != u.String() || uuid.UUID(v).String() != v.String() || uuid.UUID(std.UUID(u)) != u {
			t.Fatalf("%v, %v", u, v)
		}
		if w, err := std.Parse(u.String()); err != nil || uuid.UUID(w) != u {
			t.Fatalf("%v: %v, %v", u, w, err)
		}
	}
}
