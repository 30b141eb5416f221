package main

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu"
	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

const (
	version1 = `[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}`
	version4 = `[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}`
	node     = `-[0-9a-f]{12}`
)

// varies has lines that are different in each run.
var varies = []struct {
	line  *regexp.Regexp
	token string
}{
	{regexp.MustCompile(`(?m)^` + version1 + node + `$`), "<UUID1>"},
	{regexp.MustCompile(`(?m)^` + version1 + `(` + node + ` 0x[0-9a-f]+)$`), "<UUID1_PREFIX>$1"},
	{regexp.MustCompile(`(?m)^` + version4 + node + `$`), "<UUID4>"},
	{regexp.MustCompile(`(?m)^0x[1-9a-f][0-9a-f]{0,11}$`), "<NODE>"},
}

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, func(s string) string {
		s = views(s)
		for _, v := range varies {
			s = v.line.ReplaceAllString(s, v.token)
		}
		return s
	})
}

// views puts tokens in the places of the views that uuid1 prints, provided that they
// are those of the UUID in the first line.
func views(s string) string {
	lines := strings.SplitAfter(s, "\n")
	if !strings.Contains(s, "time_low") || len(lines) < 2 {
		return s
	}
	text := strings.TrimSpace(lines[1])
	b, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(b) != 16 {
		return s
	}
	low, mid, hi := uint64(binary.BigEndian.Uint32(b)), uint64(binary.BigEndian.Uint16(b[4:])), uint64(binary.BigEndian.Uint16(b[6:]))
	last := uint64(binary.BigEndian.Uint16(b[10:]))<<32 | uint64(binary.BigEndian.Uint32(b[12:]))
	fields := fmt.Sprintf("(%d, %d, %d, %d, %d, %d)", low, mid, hi, b[8], b[9], last)

	replace := func(label, value, token string) {
		s = strings.Replace(s, label+value+"\n", label+token+"\n", 1)
	}
	replace("bytes   : ", fmt.Sprintf("% x", b), "<BYTES_REPR>")
	replace("hex     : ", hex.EncodeToString(b), "<HEX32>")
	replace("int     : ", new(big.Int).SetBytes(b).String(), "<INT128>")
	replace("urn     : urn:uuid:", text, "<UUID1>")
	replace("fields  : ", fields, "(<TIME_LOW>, <TIME_MID>, <TIME_HI_VERSION>, <CLOCK_SEQ_HI_VARIANT>, <CLOCK_SEQ_LOW>, <NODE>)")
	for _, part := range []struct {
		name  string
		value uint64
	}{
		{"time_low", low},
		{"time_mid", mid},
		{"time_hi_version", hi},
		{"clock_seq_hi_variant", uint64(b[8])},
		{"clock_seq_low", uint64(b[9])},
		{"node", last},
		{"time", hi&0xfff<<48 | mid<<32 | low},
		{"clock_seq", uint64(b[8]&0x3f)<<8 | uint64(b[9])},
	} {
		replace(fmt.Sprintf("\t%-20s:  ", part.name), fmt.Sprint(part.value), "<"+strings.ToUpper(part.name)+">")
	}
	return strings.Replace(s, "\nuuid.UUID\n", "\n<class 'uuid.UUID'>\n", 1)
}

// The clock sequence and the node stay, and the time rises.
func TestRepeat(t *testing.T) {
	lines := strings.Fields(menutest.Run(t, menu.Program{Run: uuid1Repeat}).Stdout)
	for i, line := range lines[1:] {
		if line[19:] != lines[i][19:] || timeOf(line) <= timeOf(lines[i]) {
			t.Errorf("%s after %s", line, lines[i])
		}
	}
}

// timeOf puts the digits of the time in the order of their weight.
func timeOf(u string) string { return u[15:18] + u[9:13] + u[:8] }
