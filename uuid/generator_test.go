package uuid_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gobatteries/batteries/uuid"
)

// together calls f in 100 goroutines, 10,000 times in each (1,000 under the race
// detector), and returns what each goroutine got.
func together(f func() uuid.UUID) [][]uuid.UUID {
	const goroutines = 100
	calls := 10_000
	if raceEnabled {
		calls = 1000
	}
	all := make([][]uuid.UUID, goroutines)
	var wg sync.WaitGroup
	for i := range all {
		wg.Go(func() {
			all[i] = make([]uuid.UUID, calls)
			for j := range all[i] {
				all[i][j] = f()
			}
		})
	}
	wg.Wait()
	return all
}

// TestConcurrent: no duplicates, and the order of each goroutine's calls is kept.
func TestConcurrent(t *testing.T) {
	byTime := func(u, v uuid.UUID) int { return int(int64(u.Time() - v.Time())) }
	pooled := uuid.NewGenerator(uuid.Pool(1 << 12))
	for name, tt := range map[string]struct {
		f       func() uuid.UUID
		compare func(u, v uuid.UUID) int
	}{
		"UUID1":        {func() uuid.UUID { u, _ := uuid.UUID1(); return u }, byTime},
		"UUID6":        {func() uuid.UUID { return uuid.UUID6() }, uuid.UUID.Compare},
		"UUID7":        {uuid.UUID7, uuid.UUID.Compare},
		"pooled UUID7": {func() uuid.UUID { u, _ := pooled.UUID7(); return u }, uuid.UUID.Compare},
	} {
		t.Run(name, func(t *testing.T) {
			all := together(tt.f)
			for _, us := range all {
				for i := 1; i < len(us); i++ {
					if tt.compare(us[i-1], us[i]) >= 0 {
						t.Fatalf("%v is followed by %v", us[i-1], us[i])
					}
				}
			}
			noDuplicates(t, slices.Concat(all...))
		})
	}
}

func noDuplicates(t *testing.T, us []uuid.UUID) {
	t.Helper()
	slices.SortFunc(us, uuid.UUID.Compare)
	for i := 1; i < len(us); i++ {
		if us[i] == us[i-1] {
			t.Fatalf("%v came twice", us[i])
		}
	}
}

// TestSharedClock: versions 1 and 6 never have the same time, so that turning
// one into the other makes no duplicates.
func TestSharedClock(t *testing.T) {
	var us []uuid.UUID
	for range 1000 {
		u, err := uuid.UUID1()
		six, ok := u.ToUUID6()
		if err != nil || !ok {
			t.Fatal(u, err)
		}
		us = append(us, six, uuid.UUID6())
	}
	if !slices.IsSortedFunc(us, uuid.UUID.Compare) {
		t.Error("not in order")
	}
	noDuplicates(t, us)
	if us[0].ClockSeq() != us[1].ClockSeq() {
		t.Error("the clock sequence is not kept")
	}
}

// TestClockSetBack: order survives the time of day.
func TestClockSetBack(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	g := uuid.NewGenerator(uuid.Clock(func() time.Time { now = now.Add(-time.Hour); return now }))
	var sixes, sevens []uuid.UUID
	for range 1000 {
		six, err6 := g.UUID6()
		seven, err7 := g.UUID7()
		if err6 != nil || err7 != nil {
			t.Fatal(err6, err7)
		}
		sixes, sevens = append(sixes, six), append(sevens, seven)
	}
	batch, err := g.AppendUUID7Batch(nil, 1000)
	if err != nil {
		t.Fatal(err)
	}
	sevens = append(sevens, batch...)
	for _, us := range [][]uuid.UUID{sixes, sevens} {
		for i := 1; i < len(us); i++ {
			if us[i].Compare(us[i-1]) <= 0 {
				t.Fatalf("%v is followed by %v", us[i-1], us[i])
			}
		}
	}
}

// TestTimeIsNow: the clock that is asked seldom tells the time of day.
func TestTimeIsNow(t *testing.T) {
	for range 5 {
		before := time.Now().Truncate(time.Millisecond)
		one, err := uuid.UUID1()
		six, seven := uuid.UUID6(), uuid.UUID7()
		for _, u := range []uuid.UUID{one, six, seven} {
			at, ok := u.Timestamp()
			if slack := 50 * time.Millisecond; err != nil || !ok || at.Before(before.Add(-slack)) || at.After(time.Now().Add(slack)) {
				t.Errorf("%v has the time %v, %v, %v; it is %v", u, at, ok, err, before)
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// TestBatch: a batch is what as many calls give.
func TestBatch(t *testing.T) {
	prefix := []uuid.UUID{uuid.Nil}
	for _, n := range []int{-1, 0, 1, 2, 63, 64, 65, 66, 1000, 100_000} {
		last := uuid.UUID7()
		us := uuid.AppendUUID7Batch(prefix, n)
		if len(us) != 1+max(n, 0) || us[0] != uuid.Nil {
			t.Fatalf("%d gave %d", n, len(us)-1)
		}
		for _, u := range append(us[1:], uuid.UUID7()) {
			if v, ok := u.Version(); v != 7 || !ok || u.Compare(last) <= 0 {
				t.Fatalf("%v is followed by %v", last, u)
			}
			last = u
		}
	}
}

type onesReader struct{}

func (onesReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 0xff
	}
	return len(p), nil
}

func TestUUID7At(t *testing.T) {
	for _, at := range []time.Time{time.UnixMilli(0), rfcTime, time.UnixMilli(1<<48 - 1)} {
		u, err := uuid.UUID7At(at)
		if got, ok := u.Timestamp(); err != nil || !ok || !got.Equal(at.Truncate(time.Millisecond)) {
			t.Errorf("%v: %v, %v", at, got, err)
		}
	}
	for _, at := range []time.Time{{}, time.UnixMilli(-1), time.UnixMilli(1 << 48), time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0), time.Unix(1<<60, 0)} {
		u, err := uuid.UUID7At(at)
		if !errors.As(err, new(*uuid.ValueError)) || u != uuid.Nil {
			t.Errorf("%v: %v, %v", at, u, err)
		}
	}
}

// TestRandomBits counts every random bit over many UUIDs: each is 1 about half
// the time (six standard deviations either way).
func TestRandomBits(t *testing.T) {
	n := 1 << 15
	if raceEnabled {
		n = 1 << 11
	}
	at := func() uuid.UUID { u, _ := uuid.UUID7At(rfcTime); return u }
	pooled := uuid.NewGenerator(uuid.Pool(1))
	for name, tt := range map[string]struct {
		f     func() uuid.UUID
		fixed uuid.UUID // bits that are not random
	}{
		"UUID4":        {uuid.UUID4, uuid.MustParse("00000000-0000-f000-c000-000000000000")},
		"pooled UUID4": {func() uuid.UUID { u, _ := pooled.UUID4(); return u }, uuid.MustParse("00000000-0000-f000-c000-000000000000")},
		"UUID8":        {func() uuid.UUID { return uuid.UUID8() }, uuid.MustParse("00000000-0000-f000-c000-000000000000")},
		"UUID7At":      {at, uuid.MustParse("ffffffff-ffff-f000-c000-000000000000")},
		"UUID7's tail": {uuid.UUID7, uuid.MustParse("ffffffff-ffff-ffff-ffff-ffff00000000")},
		"UUID7 starts": {func() uuid.UUID { u, _ := new(uuid.Generator).UUID7(); return u }, uuid.MustParse("ffffffff-ffff-f800-c000-000000000000")},
		"clock_seq":    {func() uuid.UUID { u, _ := new(uuid.Generator).UUID6(); return u }, uuid.MustParse("ffffffff-ffff-ffff-c000-ffffffffffff")},
		"RandomNode":   {func() uuid.UUID { u, _ := new(uuid.Generator).UUID6(uuid.RandomNode(true)); return u }, uuid.MustParse("ffffffff-ffff-ffff-c000-010000000000")},
	} {
		var ones [128]int
		for range n {
			u := tt.f()
			for i := range ones {
				ones[i] += int(u[i/8] >> (7 - i%8) & 1)
			}
		}
		for i, count := range ones {
			fixed := tt.fixed[i/8]>>(7-i%8)&1 == 1
			if off := math.Abs(float64(count) - float64(n)/2); !fixed && off > 6*math.Sqrt(float64(n))/2 {
				t.Errorf("%s: bit %d is 1 in %d of %d", name, i, count, n)
			}
		}
	}
}

// TestGeneratorKeywords: those of a call stand over those of the Generator, the last over all.
func TestGeneratorKeywords(t *testing.T) {
	g := uuid.NewGenerator(uuid.Node(1), uuid.ClockSeq(2), uuid.RandomNode(true), uuid.Node(3))
	for name, tt := range map[string]struct {
		options []uuid.TimeOption
		node    uint64
		seq     uint16
	}{
		"none":        {nil, 3, 2},
		"node":        {[]uuid.TimeOption{uuid.Node(4)}, 4, 2},
		"clock_seq":   {[]uuid.TimeOption{uuid.ClockSeq(5)}, 3, 5},
		"last wins":   {[]uuid.TimeOption{uuid.RandomNode(true), uuid.Node(6), uuid.ClockSeq(7), uuid.ClockSeq(8)}, 6, 8},
		"the machine": {[]uuid.TimeOption{uuid.RandomNode(false)}, uuid.GetNode(), 2},
	} {
		one, err := g.UUID1(tt.options...)
		six, err6 := g.UUID6(tt.options...)
		for _, u := range []uuid.UUID{one, six} {
			if err != nil || err6 != nil || u.Node() != tt.node || u.ClockSeq() != tt.seq {
				t.Errorf("%s: %v (%v, %v)", name, u, err, err6)
			}
		}
	}
	if _, err := g.UUID1(uuid.Node(1 << 48)); err == nil || err.Error() != "field 6 out of range (need a 48-bit value)" {
		t.Errorf("a node of 49 bits: %v", err)
	}
	u, err := uuid.NewGenerator(uuid.Pool(4), uuid.Pool(-1), uuid.Pool(3)).UUID8(uuid.A(1), uuid.B(2), uuid.C(3), nil)
	if want := "00000000-0001-8002-8000-000000000003"; u.String() != want || err != nil {
		t.Errorf("UUID8: %v, %v", u, err)
	}
}

// TestPoolOverwritten: what a pool has given out is not in it any more.
func TestPoolOverwritten(t *testing.T) {
	var kept []byte
	still := uuid.Clock(func() time.Time { return rfcTime })
	g := uuid.NewGenerator(still, uuid.Pool(512), uuid.Rand(readerFunc(func(p []byte) (int, error) {
		kept = p
		return onesReader{}.Read(p)
	})))
	g.UUID4()
	g.UUID7()
	g.AppendUUID7Batch(nil, 2)
	g.UUID1()
	used := 16 + 10 + 4 + 4 + 8 // in this order: UUID4, UUID7, two that count on, the clock sequence and node
	if len(kept) != 512 || !bytes.Equal(kept[:used], make([]byte, used)) || kept[used] != 0xff {
		t.Errorf("%x is left of %x", kept[:used], kept)
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
