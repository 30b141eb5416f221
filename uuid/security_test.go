package uuid_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/build"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/gobatteries/batteries/uuid"
)

// TestAttackNodeInUUID (row 122; RFC 9562, section 8): the address of the network
// card stays out of UUIDs with RandomNode, whose multicast bit says that it is none.
func TestAttackNodeInUUID(t *testing.T) {
	const multicastBit = 1 << 40
	one, err := uuid.UUID1(uuid.RandomNode(true))
	six := uuid.UUID6(uuid.RandomNode(true))
	for _, u := range []uuid.UUID{one, six} {
		if err != nil || u.Node()&multicastBit == 0 || u.Node() == uuid.GetNode() {
			t.Errorf("%v, %v", u, err)
		}
	}
	if one.Node() != six.Node() {
		t.Error("the random node is not kept, so that it tells nothing apart")
	}
	if plain, err := uuid.UUID1(); err != nil || plain.Node() != uuid.GetNode() {
		t.Errorf("without it, the node is Python's: %v, %v", plain, err)
	}
}

// TestAttackPredictableRandomness (row 123): no source of random numbers but crypto/rand.
func TestAttackPredictableRandomness(t *testing.T) {
	p, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range p.Imports {
		if strings.HasPrefix(path, "math/rand") {
			t.Errorf("the package imports %s", path)
		}
	}
	if !slices.Contains(p.Imports, "crypto/rand") {
		t.Error("the package does not import crypto/rand")
	}
}

// TestAttackTextThatIsNoUUID (row 124): what Parse takes with Python, the strict
// parser, JSON, text and SQL refuse. One UUID has one spelling there but for case.
func TestAttackTextThatIsNoUUID(t *testing.T) {
	for _, text := range []string{
		"1_345678123456781234567812345678_8", "0x345678123456781234567812345678", " 2345678123456781234567812345678", "+2345678123456781234567812345678",
		"٣2345678123456781234567812345678", "1-2-345678123456781234567812345678", "12345678-1234-5678-1234-567812345678 ", "1234567812345678123456781234567 ",
		"{12345678-1234-5678-1234-567812345678}", "urn:uuid:12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678",
		"1234567-81234-5678-1234-567812345678", "12345678-1234-5678-1234-56781234567", "12345678-1234-5678-1234-5678123456789", "12345678_1234_5678_1234_567812345678",
		"12345678-1234-5678-1234-56781234567g", "12345678-1234-5678-1234-5678123456\uff17", "", "null", "\x0012345678-1234-5678-1234-56781234567",
	} {
		if u, err := uuid.ParseStrict(text); err == nil || u != uuid.Nil {
			t.Errorf("ParseStrict(%q) = %v, %v", text, u, err)
		}
		id := uuid.Max
		quoted, _ := json.Marshal(text)
		if err := json.Unmarshal(quoted, &id); err == nil || id != uuid.Max {
			t.Errorf("json.Unmarshal(%s): %v, %v", quoted, id, err)
		}
		if err := id.UnmarshalText([]byte(text)); err == nil || id != uuid.Max {
			t.Errorf("UnmarshalText(%q): %v, %v", text, id, err)
		}
		if err := id.Scan(text); err == nil || id != uuid.Max {
			t.Errorf("Scan(%q): %v, %v", text, id, err)
		}
		if n := (uuid.NullUUID{UUID: uuid.Max, Valid: true}); n.Scan(text) == nil || n != (uuid.NullUUID{}) {
			t.Errorf("NullUUID.Scan(%q): %v", text, n)
		}
		if n := (uuid.NullUUID{}); n.UnmarshalJSON(quoted) == nil || n.Valid {
			t.Errorf("NullUUID.UnmarshalJSON(%q): %v", quoted, n)
		}
	}
	for _, text := range []string{"0x345678123456781234567812345678", " 2345678123456781234567812345678", "{12345678-1234-5678-1234-567812345678}"} {
		if _, err := uuid.Parse(text); err != nil {
			t.Errorf("Parse(%q), as Python: %v", text, err)
		}
	}
}

// TestAttackShortRandomRead (row 125; CVE-2021-3538): a source that fails or ends
// makes no UUID, and leaves the generator as it was.
func TestAttackShortRandomRead(t *testing.T) {
	broken := errors.New("broken")
	clock := uuid.Clock(func() time.Time { return rfcTime })
	for name, source := range map[string]func(n int) io.Reader{
		"failing": func(n int) io.Reader {
			return io.MultiReader(bytes.NewReader(make([]byte, n)), iotest.ErrReader(broken))
		},
		"ending": func(n int) io.Reader { return bytes.NewReader(make([]byte, n)) },
	} {
		for _, pool := range []uuid.Pool{0, 256} {
			for n := range 8 { // bytes before the end, fewer than any call needs
				for method, f := range map[string]func(*uuid.Generator) (uuid.UUID, error){
					"UUID1":   func(g *uuid.Generator) (uuid.UUID, error) { return g.UUID1() },
					"UUID4":   (*uuid.Generator).UUID4,
					"UUID6":   func(g *uuid.Generator) (uuid.UUID, error) { return g.UUID6() },
					"UUID7":   (*uuid.Generator).UUID7,
					"UUID8":   func(g *uuid.Generator) (uuid.UUID, error) { return g.UUID8() },
					"UUID7At": func(g *uuid.Generator) (uuid.UUID, error) { return g.UUID7At(rfcTime) },
				} {
					g := uuid.NewGenerator(clock, uuid.Rand(source(n)), pool)
					want := broken
					if name == "ending" {
						want = io.ErrUnexpectedEOF
					}
					if u, err := f(g); u != uuid.Nil || !errors.Is(err, want) {
						t.Errorf("%s, %s source of %d bytes, pool of %d: %v, %v", method, name, n, pool, u, err)
					}
				}
				g := uuid.NewGenerator(clock, uuid.Rand(source(n)), pool)
				if us, err := g.AppendUUID7Batch(nil, 3); len(us) != 0 || err == nil {
					t.Errorf("a batch from a %s source of %d bytes: %v, %v", name, n, us, err)
				}
			}
		}
	}
	g := uuid.NewGenerator(clock, uuid.Rand(bytes.NewReader(make([]byte, 20))))
	if us, err := g.AppendUUID7Batch(nil, 5); len(us) != 1 || err != io.ErrUnexpectedEOF {
		t.Errorf("a batch from a source that ends: %v, %v", us, err)
	}
}

// TestAttackOrderOfUUID7 (row 126; RFC 9562, section 6.2): 200,000 in a row, far
// more than one a millisecond, only ever rise.
func TestAttackOrderOfUUID7(t *testing.T) {
	last := uuid.UUID7()
	for range 200_000 {
		u := uuid.UUID7()
		if u.Compare(last) <= 0 {
			t.Fatalf("%v is followed by %v", last, u)
		}
		last = u
	}
}

// TestAttackNamesInFIPSMode (rows 127 and 188): where GODEBUG=fips140=only forbids
// MD5 and SHA-1, names still have their UUIDs.
func TestAttackNamesInFIPSMode(t *testing.T) {
	const three, five = "5df41881-3aed-3515-88a7-2f4a814cf09e", "2ed6657d-e927-568b-95e1-2665a8aea6a2"
	if os.Getenv("UUID_TEST_FIPS") != "" {
		long := strings.Repeat("x", 5000)
		uuid.UUID3(uuid.NamespaceDNS, long)
		uuid.UUID5(uuid.NamespaceDNS, long)
		os.Stdout.WriteString(uuid.UUID3(uuid.NamespaceDNS, "www.example.com").String() + " " + uuid.UUID5(uuid.NamespaceDNS, []byte("www.example.com")).String() + "\n")
		os.Exit(0)
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(self, "-test.run=^TestAttackNamesInFIPSMode$")
	cmd.Env = append(os.Environ(), "UUID_TEST_FIPS=1", "GODEBUG=fips140=only")
	out, err := cmd.CombinedOutput()
	if bytes.Contains(out, []byte("not supported")) {
		t.Skipf("no FIPS mode here: %s", out)
	}
	if err != nil || string(out) != three+" "+five+"\n" {
		t.Errorf("%v: %s", err, out)
	}
}

// TestNameWithSurrogate: Python raises UnicodeEncodeError for a lone surrogate;
// a Go string is bytes, and these are hashed.
func TestNameWithSurrogate(t *testing.T) {
	const name = "\xed\xa0\x80"
	if got, want := uuid.UUID5(uuid.Nil, name), uuid.UUID5(uuid.Nil, []byte(name)); got != want {
		t.Errorf("%v, as bytes %v", got, want)
	}
}

// TestIsSafe: 16 bytes say nothing about how they were made.
func TestIsSafe(t *testing.T) {
	one, err := uuid.UUID1()
	for _, u := range []uuid.UUID{one, uuid.UUID4(), uuid.Nil} {
		if err != nil || u.IsSafe() != uuid.SafeUUIDUnknown {
			t.Errorf("%v: %v, %v", u, u.IsSafe(), err)
		}
	}
}
