package uuid

import (
	"bytes"
	"net"
	"testing"
	"time"
)

// TestCounterOverflow: past the last counter of version 7 the time moves on and
// the counter starts anew, alone and within a batch.
func TestCounterOverflow(t *testing.T) {
	random := bytes.Repeat([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10)
	newGenerator := func(counter uint64) *Generator {
		g := NewGenerator(Clock(func() time.Time { return time.UnixMilli(1e12) }), Rand(bytes.NewReader(random)))
		g.serial = serial7{used: true, ms: 1e12, counter: counter}
		return g
	}
	u, err := newGenerator(maxCounter7).UUID7()
	if want := MustParse("00e8d4a5-1001-7408-8304-05060708090a"); u != want || err != nil {
		t.Errorf("got %v, %v, want %v", u, err, want)
	}
	us, err := newGenerator(maxCounter7-2).AppendUUID7Batch(nil, 4)
	if len(us) != 4 || err != nil {
		t.Fatal(us, err)
	}
	for i, want := range []uint64{1e12, 1e12, 1e12 + 1, 1e12 + 1} {
		if us[i].Time() != want || i > 0 && us[i].Compare(us[i-1]) <= 0 {
			t.Errorf("number %d is %v", i, us[i])
		}
	}
}

// TestChooseNode: the first address that is unique in the world, else the first
// one; CPython on Linux chose so among the same interfaces.
func TestChooseNode(t *testing.T) {
	card := func(flags net.Flags, mac ...byte) net.Interface {
		return net.Interface{Flags: flags, HardwareAddr: mac}
	}
	loopback := card(net.FlagLoopback, 0, 1, 2, 3, 4, 5)
	tunnel := card(0, 1, 2, 3, 4)
	infiniband := card(0, make([]byte, 20)...)
	local1, local2 := card(0, 2, 0x11, 0x22, 0x33, 0x44, 0x55), card(0, 0xaa, 0, 0, 0, 0, 1)
	global1, global2 := card(0, 0, 0x11, 0x22, 0x33, 0x44, 0x55), card(0, 0xac, 0, 0, 0, 0, 1)
	for name, tt := range map[string]struct {
		interfaces []net.Interface
		want       uint64
		ok         bool
	}{
		"none":               {nil, 0, false},
		"none with a MAC":    {[]net.Interface{loopback, tunnel, infiniband, {}}, 0, false},
		"local":              {[]net.Interface{loopback, local1, local2}, 0x021122334455, true},
		"global after local": {[]net.Interface{tunnel, local2, global1, global2}, 0x001122334455, true},
		"global before":      {[]net.Interface{global2, global1, local1}, 0xac0000000001, true},
	} {
		if got, ok := chooseNode(tt.interfaces); got != tt.want || ok != tt.ok {
			t.Errorf("%s: %012x, %v, want %012x, %v", name, got, ok, tt.want, tt.ok)
		}
	}
	if a, b := GetNode(), GetNode(); a != b || a>>48 != 0 {
		t.Errorf("GetNode() = %x, then %x", a, b)
	}
	if processRandomNode()>>40&1 != 1 {
		t.Error("the random node has no multicast bit")
	}
}

// TestSystemClock: the clock follows the time of day when that is set.
func TestSystemClock(t *testing.T) {
	var c systemClock
	near := func(got int64, want time.Time) {
		t.Helper()
		if d := time.Duration(got - want.UnixNano()); d.Abs() > 50*time.Millisecond {
			t.Errorf("off by %v", d)
		}
	}
	near(c.now(), time.Now())
	c.nano -= int64(time.Hour) // as if the time had been set since
	time.Sleep(2 * time.Millisecond)
	near(c.now(), time.Now())
	c.asked = time.Now().Add(time.Hour) // as if from another clock
	near(c.now(), time.Now())
	if floor(-1, 100) != -1 || floor(-100, 100) != -1 || floor(-101, 100) != -2 || floor(99, 100) != 0 {
		t.Error("floor")
	}
}
