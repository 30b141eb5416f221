package cookies_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func TestLive(t *testing.T) {
	live.Compare(t, "cookies", 60_000, randomCall, call)
}

var attributeNames = strings.Fields("expires path comment domain max-age secure httponly version samesite partitioned")

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// randomCall returns a call of one of the vector module's functions.
func randomCall(r *rand.Rand) golden.Call {
	one := func(fn string, args ...any) golden.Call { return golden.Call{Fn: fn, Args: args} }
	switch r.IntN(10) {
	case 0:
		return one("setitem", pick(r, []string{"SimpleCookie", "BaseCookie"}), randomName(r), randomValue(r))
	case 1:
		var attrs []any
		for range r.IntN(6) {
			attrs = append(attrs, []any{pick(r, attributeNames), randomValue(r)})
		}
		return one("morsel", append([]any{}, attrs...))
	case 2:
		return one("set", randomName(r), randomText(r), randomText(r))
	case 3:
		return one("value_decode", `"`+randomText(r)+`"`)
	case 4:
		return one("value_encode", randomValue(r))
	case 5:
		return one("update", golden.Dict{{Key: pick(r, attributeNames), Value: randomValue(r)}})
	case 6:
		return one("load_base", randomHeader(r))
	}
	return one("load", randomHeader(r))
}

func randomName(r *rand.Rand) string {
	if r.IntN(4) == 0 {
		return randomText(r)
	}
	return pick(r, []string{"a", "B-c", "path", "Max-Age", "x.y", "$p", "a b", ""})
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteRune(r.Int32N(pick(r, []int32{0x7f, 0x80, 0x100, 0x3000})))
	}
	return b.String()
}

func randomValue(r *rand.Rand) any {
	if r.IntN(2) == 0 {
		return randomText(r)
	}
	return pick(r, []any{"", nil, true, false, 0, 1, -7, 2.5, 0.0, 1e22, int64(1 << 40), []byte("x\n"), []any{int64(1), "a"}})
}

var headerParts = []string{
	"a", "b", "=", "=", "=", ";", "; ", " ", `"`, `\`, ",", "$", "path", "Path=/x", "secure", "expires=", "max-age=5",
	"x", "1", "\t", "\n", "[", "é", "€", "\x00", "\x7f", `\012`, `\"`, `="`, `";`, "Wed, 01-Jan-98 00:00:00 GMT", "@", "{",
	"$Path=/p", "HttpOnly", "'", ":", `\303`, "Thu, ", "Sunday, ", "1-2-3 4 5", "00:00:00", " GMT", "a=1; ", "b=2; ", "=x; ",
}

func randomHeader(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(16) {
		b.WriteString(pick(r, headerParts))
	}
	return b.String()
}
