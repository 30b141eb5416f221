//go:build linux && !purego

package b64

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/fence"
)

// The plain kernels are tested in their own right by
//
//	go test -tags purego ./b64

// eachKernel runs f with each of the kernels that the processor has.
func eachKernel(t testing.TB, f func(name string)) {
	avx2, vbmi := hasAVX2, hasVBMI
	defer func() { hasAVX2, hasVBMI = avx2, vbmi }()
	for _, k := range []struct {
		name       string
		avx2, vbmi bool
	}{{"plain", false, false}, {"AVX2", true, false}, {"VBMI", true, true}} {
		if k.avx2 && !avx2 || k.vbmi && !vbmi {
			t.Logf("this processor has no %s", k.name)
			continue
		}
		hasAVX2, hasVBMI = k.avx2, k.vbmi
		f(k.name)
	}
}

// TestKernelsGolden runs the vectors through each kernel.
func TestKernelsGolden(t *testing.T) { eachKernel(t, func(string) { TestGolden(t) }) }

// A kernelCase is the kernels of one encoding, with one table.
type kernelCase struct {
	name           string
	bytesIn, chars int
	enc, plainEnc  func(dst, src []byte)
	dec, plainDec  func(dst, src []byte) int
}

var kernelCases = []kernelCase{
	case64(alphabetStandard, &tableStandard, &digitsStandard),
	case64(alphabetURLSafe, &tableURLSafe, &digitsURLSafe),
	case64(alphabetURLSafe, &tableURLSafeStrict, &digitsURLSafeStrict),
	case64(alphabetStandard[:62]+"\n!", nil, nil),
	case16(&table16, &digits16),
	case16(&table16Fold, &digits16Fold),
}

func case64(alphabet string, table *decodeTable, set *digitSet) kernelCase {
	if table == nil {
		t := newTable(alphabet, "", foreign)
		table = &t
	}
	chars := newChars(alphabet)
	return kernelCase{fmt.Sprintf("base64 %q", alphabet[62:]), 3, 4,
		func(dst, src []byte) { encode64(dst, src, &chars) },
		func(dst, src []byte) { plainEncode64(dst, src, &chars) },
		func(dst, src []byte) int { return decode64(dst, src, table, set) },
		func(dst, src []byte) int { return plainDecode64(dst, src, table, nil) }}
}

func case16(table *decodeTable, set *digitSet) kernelCase {
	return kernelCase{"base16", 1, 2, encode16, plainEncode16,
		func(dst, src []byte) int { return decode16(dst, src, table, set) },
		func(dst, src []byte) int { return plainDecode16(dst, src, table, nil) }}
}

// check compares the kernels with plain Go on one input, which they see in both
// places.
func (c kernelCase) check(t testing.TB, in, out *fence.Fence, raw []byte, spoil func([]byte)) {
	t.Helper()
	n := len(raw) / c.bytesIn * c.chars
	want := make([]byte, n)
	c.plainEnc(want, raw)
	text := bytes.Clone(want)
	if spoil != nil && n > 0 {
		spoil(text)
	}
	back := make([]byte, len(raw))
	wantN := c.plainDec(back, text)
	back = back[:wantN/c.chars*c.bytesIn]
	for i := range 4 {
		at := func(f *fence.Fence, i, n int) []byte {
			if i == 0 {
				return f.Start(n)
			}
			return f.End(n)
		}
		src, dst := at(in, i&1, len(raw)), at(out, i&2, n)
		copy(src, raw)
		c.enc(dst, src)
		if !bytes.Equal(dst, want) {
			t.Fatalf("%s: %x encodes to %q, want %q", c.name, raw, dst, want)
		}
		src, dst = at(in, i&1, n), at(out, i&2, len(raw))
		copy(src, text)
		if got := c.dec(dst, src); got != wantN || !bytes.Equal(dst[:len(back)], back) {
			t.Fatalf("%s: %q decodes to %x, %d of %d characters, want %x, %d", c.name, text, dst, got, n, back, wantN)
		}
	}
}

// TestKernels compares the kernels with plain Go at every length and with every
// byte in every place.
func TestKernels(t *testing.T) {
	in, out := fence.New(t), fence.New(t)
	r := rand.New(rand.NewPCG(7, 7))
	eachKernel(t, func(name string) {
		for _, c := range kernelCases {
			for n := 0; n <= 300; n += c.bytesIn {
				c.check(t, in, out, random(r, n), nil)
			}
			for _, groups := range []int{1, 5, 16, 33, 64} {
				raw := random(r, groups*c.bytesIn)
				for i := range groups * c.chars {
					for b := range 256 {
						if groups > 16 && b%7 != i%7 || raceEnabled && b%61 != i%61 {
							continue // a sample
						}
						c.check(t, in, out, raw, func(text []byte) { text[i] = byte(b) })
					}
				}
			}
			for n := range 64 { // every alignment
				raw := make([]byte, n+192)
				dst := make([]byte, n+400)
				m := (len(raw) - n) / c.bytesIn * c.chars
				c.enc(dst[n:], raw[n:])
				if !bytes.Equal(dst[:n], make([]byte, n)) || !bytes.Equal(dst[n+m:], make([]byte, 400-m)) {
					t.Fatalf("%s %s: wrote where it should not", name, c.name)
				}
			}
		}
	})
}

func random(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// FuzzKernels compares the kernels with plain Go.
func FuzzKernels(f *testing.F) {
	in, out := fence.New(f), fence.New(f)
	f.Add([]byte("some bytes, of which there are more than one block holds, if only just"), 3, byte('='))
	f.Fuzz(func(t *testing.T, raw []byte, at int, b byte) {
		raw = raw[:min(len(raw), 2048)]
		eachKernel(t, func(string) {
			for _, c := range kernelCases {
				raw := raw[:len(raw)/c.bytesIn*c.bytesIn]
				c.check(t, in, out, raw, func(text []byte) { text[uint(at)%uint(len(text))] = b })
			}
		})
	})
}
