package uuid

import "time"

// epoch1582 is the number of 100 ns steps from 1582-10-15, when the calendar
// of versions 1 and 6 starts, to 1970.
const epoch1582 = 0x01b21dd213814000

// UUID1 returns a UUID of the time, the clock sequence and the node, Python's
// [uuid.uuid1] (RFC 9562, section 5.1). A node of more than 48 bits is a [ValueError];
// without [Node] there is no error.
//
// Each UUID of a process has a later time than the one before, across
// goroutines and also when the clock is set back. By default the UUID tells the
// world the address of this machine's network card, as Python's does;
// [RandomNode] hides it.
//
// The keywords are [Node], by default [GetNode], [ClockSeq], by default random
// and the same during the process, and [RandomNode](false).
//
// [uuid.uuid1]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid1
func UUID1(options ...TimeOption) (UUID, error) { return std.UUID1(options...) }

// UUID1 is [UUID1] with the Generator's clock, random source and node.
func (g *Generator) UUID1(options ...TimeOption) (u UUID, err error) {
	ticks, place, node, err := g.timed(options)
	if err != nil {
		return UUID{}, err
	}
	if node>>48 != 0 {
		return UUID{}, errNode
	}
	u.put(halves1(ticks, place|node))
	return u, nil
}

var errNode = fieldError(6, 48)

// UUID6 returns a UUID with the parts of [UUID1] in an order in which it sorts
// by time, Python's [uuid.uuid6] (RFC 9562, section 5.6). Of a node, the lowest 48 bits count.
//
// The keywords are those of [UUID1].
//
// [uuid.uuid6]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid6
func UUID6(options ...TimeOption) UUID {
	u, _ := std.UUID6(options...)
	return u
}

// UUID6 is [UUID6] with the Generator's clock, random source and node.
func (g *Generator) UUID6(options ...TimeOption) (u UUID, err error) {
	ticks, place, node, err := g.timed(options)
	if err != nil {
		return UUID{}, err
	}
	u.put(halves6(ticks, place|node&(1<<48-1)))
	return u, nil
}

// halves1 lays out a time for version 1; place is the low half without its variant.
func halves1(ticks, place uint64) (hi, lo uint64) {
	return versioned(ticks<<32|ticks>>32&0xffff<<16|ticks>>48&0xfff, place, 1)
}

// halves6 does so for version 6.
func halves6(ticks, place uint64) (hi, lo uint64) {
	return versioned(ticks>>12<<16|ticks&0xfff, place, 6)
}

// timeSettings is a decoded list of TimeOptions.
type timeSettings struct {
	node     Node
	source   nodeSource
	clockSeq ClockSeq
	hasClock bool
}

type nodeSource uint8

const (
	machine nodeSource = iota // GetNode
	random                    // RandomNode
	given                     // Node
)

func (s *timeSettings) setNode(n Node) { s.node, s.source = n, given }

func (s *timeSettings) setRandomNode(r RandomNode) {
	s.source = machine
	if r {
		s.source = random
	}
}

func (s *timeSettings) setClockSeq(c ClockSeq) { s.clockSeq, s.hasClock = c, true }

// lastTicks is the last time given out, in 100 ns since 1582.
type lastTicks struct {
	used bool
	last int64
}

// next returns the time for a UUID: now, or one step after the last.
func (l *lastTicks) next(now int64) uint64 {
	if l.used && now <= l.last {
		now = l.last + 1
	}
	l.used, l.last = true, now
	return uint64(now)
}

// timed returns the parts of a UUID of version 1 or 6: its time, the clock
// sequence in its place, and the node, which may be too large.
func (g *Generator) timed(options []TimeOption) (ticks, place, node uint64, err error) {
	s := g.options
	for _, o := range options {
		switch o := o.(type) {
		case Node:
			s.setNode(o)
		case RandomNode:
			s.setRandomNode(o)
		case ClockSeq:
			s.setClockSeq(o)
		}
	}
	if s.source == machine {
		node = GetNode() // not under the lock: the first call asks the system
	}
	g.mu.Lock()
	if !g.drawn && (!s.hasClock || s.source == random) {
		err = g.draw()
	}
	if err == nil {
		ticks = g.ticks.next(g.now100())
	}
	clockSeq, randomNode := uint64(g.clockSeq), g.randomNode
	g.mu.Unlock()

	if s.hasClock {
		clockSeq = uint64(s.clockSeq)
	}
	switch s.source {
	case random:
		node = randomNode
	case given:
		node = uint64(s.node)
	}
	return ticks, clockSeq << 48, node, err
}

// draw draws the clock sequence and the random node. The caller holds g.mu.
func (g *Generator) draw() error {
	b, err := g.take(8)
	if err != nil {
		return err
	}
	g.clockSeq = uint16(nodeOf(b[:2]))
	g.randomNode = multicast([6]byte(b[2:]))
	g.drawn = true
	clear(b)
	return nil
}

// Time returns the number that the UUID holds as its time, Python's time: in
// version 6 as in version 1, steps of 100 ns since 1582-10-15, in version 7
// milliseconds since 1970. In other versions the bits at the places of version 1
// mean nothing. [UUID.Timestamp] knows the difference.
func (u UUID) Time() uint64 {
	hi := u.high()
	switch version, _ := u.Version(); version {
	case 6:
		return hi>>16<<12 | hi&0xfff
	case 7:
		return hi >> 16
	}
	return hi&0xfff<<48 | hi>>16&0xffff<<32 | hi>>32
}

// Timestamp returns the time when a UUID of version 1, 6 or 7 was made, to
// 100 ns or, in version 7, a millisecond. For others it reports false.
// The time is in UTC. Python has no such method.
func (u UUID) Timestamp() (t time.Time, ok bool) {
	switch version, _ := u.Version(); version {
	case 1, 6:
		ticks := int64(u.Time()) - epoch1582
		return time.Unix(ticks/1e7, ticks%1e7*100).UTC(), true
	case 7:
		return time.UnixMilli(int64(u.Time())).UTC(), true
	}
	return time.Time{}, false
}

// ToUUID6 returns the UUID of version 6 with the time, clock sequence and node
// of one of version 1. For other versions it reports false.
func (u UUID) ToUUID6() (v UUID, ok bool) {
	if version, _ := u.Version(); version != 1 {
		return UUID{}, false
	}
	v.put(halves6(u.Time(), u.low()))
	return v, true
}

// ToUUID1 returns the UUID of version 1 with the time, clock sequence and node
// of one of version 6. For other versions it reports false.
func (u UUID) ToUUID1() (v UUID, ok bool) {
	if version, _ := u.Version(); version != 6 {
		return UUID{}, false
	}
	v.put(halves1(u.Time(), u.low()))
	return v, true
}
