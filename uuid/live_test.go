package uuid_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/wtf8"
	"github.com/gobatteries/batteries/uuid"
)

func TestLive(t *testing.T) { live.Compare(t, "uuid", 60000, randomCall, call) }

func randomCall(r *rand.Rand) golden.Call {
	switch r.IntN(12) {
	case 0:
		return golden.Call{Fn: "views", Args: []any{randomInt(r)}}
	case 1:
		return golden.Call{Fn: "UUID", Kw: randomKeywords(r)}
	case 2:
		return golden.Call{Fn: []string{"uuid3", "uuid5"}[r.IntN(2)], Args: []any{randomUUID(r).String(), randomBytes(r, r.IntN(300))}}
	case 3:
		return golden.Call{Fn: "uuid8", Args: []any{r.Int64() >> r.IntN(60), r.Int64() >> r.IntN(60), -(r.Int64() >> r.IntN(60))}}
	case 4:
		return golden.Call{Fn: "compare", Args: []any{randomInt(r), randomInt(r)}}
	case 5:
		return randomSequence(r)
	}
	return golden.Call{Fn: "parse", Args: []any{randomText(r)}}
}

func randomUUID(r *rand.Rand) uuid.UUID { return uuid.UUID(randomBytes(r, 16)) }

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// randomInt is below 2^128, often small or with bits in few places.
func randomInt(r *rand.Rand) any {
	n := randomUUID(r).Int()
	n.Rsh(n, uint(r.IntN(128)))
	if n.IsInt64() {
		return n.Int64()
	}
	return n
}

func randomKeywords(r *rand.Rand) map[string]any {
	kw := map[string]any{}
	for {
		switch r.IntN(5) {
		case 0:
			kw["hex"] = randomText(r)
		case 1:
			kw["bytes"] = randomBytes(r, 16-r.IntN(20)/19)
		case 2:
			kw["bytes_le"] = randomBytes(r, 16+r.IntN(20)/19)
		case 3:
			kw["int"] = randomInt(r)
			if r.IntN(10) == 0 {
				kw["int"] = new(big.Int).Lsh(big.NewInt(r.Int64()-1<<62), uint(r.IntN(70)+60))
			}
		case 4:
			var f golden.Tuple
			for _, bits := range []int{32, 16, 16, 8, 8, 48} {
				n := r.Int64N(1 << bits)
				if r.IntN(60) == 0 {
					n = []int64{-1, 1 << bits, r.Int64()}[r.IntN(3)]
				}
				f = append(f, n)
			}
			kw["fields"] = f
		}
		if r.IntN(20) > 0 {
			break
		}
	}
	if r.IntN(3) == 0 {
		kw["version"] = r.Int64N(12) - 1
	}
	return kw
}

// randomText is a UUID's text in some form, more or less broken.
func randomText(r *rand.Rand) string {
	u := randomUUID(r)
	forms := []string{u.String(), u.Hex(), u.URN(), "{" + u.String() + "}", strings.ToUpper(u.String()), u.Hex()[:r.IntN(33)]}
	s := wtf8.Runes(forms[r.IntN(len(forms))])
	junk := strings.Split("-,-,{,},_,_,+, ,0x,urn:,uuid:,u,urn,:,g,G,`,@,/,:,٣,\u00a0,\u2003,\x00,',\t,é,𝟏,\xed\xa0\x80,\x7f,f,0,F,A,a,9", ",")
	for range r.IntN(5) {
		i := r.IntN(len(s) + 1)
		j := min(len(s), i+r.IntN(3))
		s = append(s[:i:i], append(wtf8.Runes(junk[r.IntN(len(junk))]), s[j:]...)...)
	}
	if r.IntN(20) == 0 && len(s) > 0 {
		s[r.IntN(len(s))] = r.Int32N(0x110000)
	}
	return wtf8.FromRunes(s)
}

func randomSequence(r *rand.Rand) golden.Call {
	now := r.Int64N(4e18) - 1e15
	var times []any
	for range r.IntN(10) + 1 {
		now += []int64{0, 0, 1, 99, 100, 1e6, 1e7, -1, -100, -1e6, -1e9}[r.IntN(11)]
		times = append(times, now)
	}
	version := []int64{1, 6, 7, 7}[r.IntN(4)]
	var node, clockSeq any
	if version != 7 {
		node, clockSeq = r.Int64()>>r.IntN(40), r.Int64N(1<<20)-1<<10
	}
	return golden.Call{Fn: "sequence", Args: []any{version, times, randomBytes(r, 100), node, clockSeq}}
}

// TestLiveNode compares with the interface that CPython finds on this machine.
func TestLiveNode(t *testing.T) {
	p := live.Start(t, "uuid")
	answer := p.Ask([]golden.Call{{Fn: "getnode"}})[0]
	got := answer.Ret.(golden.Tuple)
	if found := got[1].(bool); !found {
		t.Skip("CPython finds no interface here: it needs ip or ifconfig")
	}
	if want := got[0].(int64); uuid.GetNode() != uint64(want) {
		t.Errorf("GetNode() = %012x, CPython has %012x", uuid.GetNode(), want)
	}
}
