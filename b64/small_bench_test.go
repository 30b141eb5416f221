package b64

import (
	"encoding/hex"
	"fmt"
	"testing"
)

// The sizes of keys and hashes, against the standard library.
func BenchmarkSmall16(b *testing.B) {
	for _, n := range []int{8, 16, 32, 64} {
		src := make([]byte, n)
		for i := range src {
			src[i] = byte(i * 37)
		}
		text, _ := B16Encode(src)
		dst := make([]byte, 0, 256)
		b.Run(fmt.Sprintf("op=encode/n=%d/impl=b64", n), func(b *testing.B) {
			for b.Loop() {
				AppendB16Encode(dst, src)
			}
		})
		b.Run(fmt.Sprintf("op=encode/n=%d/impl=hex", n), func(b *testing.B) {
			for b.Loop() {
				hex.AppendEncode(dst, src)
			}
		})
		b.Run(fmt.Sprintf("op=decode/n=%d/impl=b64", n), func(b *testing.B) {
			for b.Loop() {
				AppendB16Decode(dst, text)
			}
		})
		b.Run(fmt.Sprintf("op=decode/n=%d/impl=hex", n), func(b *testing.B) {
			for b.Loop() {
				hex.AppendDecode(dst, text)
			}
		})
	}
}
