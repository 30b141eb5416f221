// Package live compares Go functions with a running CPython on fresh random
// inputs. It is off unless a Python is named:
//
//	go test ./urlparse -args -python=../shared/oracle/python3.15
//	BATTERIES_PYTHON=... go test ./...
//
// Every test binary of the module takes the flag, so that it can be given with
// ./...; a test package that needs nothing else imports live for that alone.
//
// BATTERIES_LIVE_N multiplies the number of inputs (2.5, 100) and
// BATTERIES_LIVE_SEED repeats a run.
package live

import (
	"bufio"
	"bytes"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
)

var pythonFlag = flag.String("python", "", "the CPython 3.15 for live comparisons (default $BATTERIES_PYTHON; off if neither is set)")

// Python returns the path of the Python to compare with, absolute if it names
// a file, and skips the test if none was named.
func Python(t testing.TB) string {
	t.Helper()
	path := *pythonFlag
	if path == "" {
		path = os.Getenv("BATTERIES_PYTHON")
	}
	if path == "" {
		t.Skip("needs CPython 3.15: name it with -args -python=PATH or BATTERIES_PYTHON")
	}
	if abs := filepath.Join(Root(), path); !filepath.IsAbs(path) {
		if _, err := os.Stat(abs); err == nil {
			return abs // relative to the module, not to the package under test
		}
	}
	return path
}

// Root returns the module's folder.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(filepath.Dir(filepath.Dir(file)))
}

// A Peer is a CPython that answers the calls of one package's vector module
// (internal/oracle/vectors_<name>.py).
type Peer struct {
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Reader
}

// Start starts a Peer, which ends with the test.
func Start(t testing.TB, name string) *Peer {
	t.Helper()
	cmd := exec.Command(Python(t), filepath.Join(Root(), "internal", "oracle", "serve.py"), name)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("starting Python: %v", err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	return &Peer{t, in, bufio.NewReaderSize(out, 1<<20)}
}

// Ask returns Python's answers to the calls.
func (p *Peer) Ask(calls []golden.Call) []golden.Outcome {
	p.t.Helper()
	var buf bytes.Buffer
	for _, c := range calls {
		buf.Write(golden.EncodeCall(c))
		buf.WriteByte('\n')
	}
	buf.WriteByte('\n')
	sent := make(chan error, 1)
	go func() { // beside the reading, so that neither pipe can fill up
		_, err := p.in.Write(buf.Bytes())
		sent <- err
	}()
	answers := make([]golden.Outcome, len(calls))
	for i, c := range calls {
		line, err := p.out.ReadBytes('\n')
		if err != nil {
			p.t.Fatalf("Python went away at %s: %v", c, err)
		}
		if _, answers[i], err = golden.Parse(line); err != nil {
			p.t.Fatalf("%s: %v in %s", c, err, line)
		}
	}
	if err := <-sent; err != nil {
		p.t.Fatal(err)
	}
	return answers
}

const batch = 2000

// Compare makes n calls of gen (times BATTERIES_LIVE_N) in Go and in Python.
// The first mismatches are printed, each shrunk as far as it stays a mismatch.
func Compare(t *testing.T, name string, n int, gen func(*rand.Rand) golden.Call, do func(golden.Call) golden.Outcome) {
	t.Helper()
	p := Start(t, name)
	if f, err := strconv.ParseFloat(os.Getenv("BATTERIES_LIVE_N"), 64); err == nil {
		n = int(float64(n) * f)
	}
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("BATTERIES_LIVE_SEED"), 10, 64); err == nil {
		seed = s
	}
	r := rand.New(rand.NewPCG(seed, 0))
	bad := 0
	for done := 0; done < n; done += batch {
		calls := make([]golden.Call, min(batch, n-done))
		for i := range calls {
			calls[i] = gen(r)
		}
		for i, want := range p.Ask(calls) {
			if golden.EqualOutcome(do(calls[i]), want) {
				continue
			}
			c := p.shrink(calls[i], do)
			python := p.Ask([]golden.Call{c})[0]
			if golden.EqualOutcome(do(c), python) {
				c, python = calls[i], want // Python answers otherwise the second time
			}
			t.Errorf("%s\n go     %s\n python %s", golden.EncodeCall(c), do(c), python)
			if bad++; bad == 10 {
				t.Fatalf("and more (BATTERIES_LIVE_SEED=%d)", seed)
			}
		}
	}
	t.Logf("%d inputs compared, %d differ (BATTERIES_LIVE_SEED=%d)", n, bad, seed)
}
