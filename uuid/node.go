package uuid

import (
	"crypto/rand"
	"net"
	"sync"
)

// GetNode returns the 48-bit address of a network card of this machine, as
// Python's [uuid.getnode] does: of the interfaces, in the system's order, the
// first one whose address is unique in the world (0 in the second-lowest bit of
// its first byte), else the first one. If there is none, GetNode returns a
// random number with the multicast bit set, so that it is no card's (RFC 9562,
// section 6.10).
//
// The answer is looked for once and stays the same in a process.
//
// [uuid.getnode]: https://docs.python.org/3.15/library/uuid.html#uuid.getnode
func GetNode() uint64 { return machineNode() }

var machineNode = sync.OnceValue(func() uint64 {
	interfaces, err := net.Interfaces()
	if err == nil {
		if node, ok := chooseNode(interfaces); ok {
			return node
		}
	}
	return processRandomNode()
})

// processRandomNode is the node of [RandomNode], and GetNode's where there is no card.
var processRandomNode = sync.OnceValue(func() uint64 {
	var b [6]byte
	rand.Read(b[:])
	return multicast(b)
})

// multicast returns the number of the six bytes with the multicast bit set.
func multicast(b [6]byte) uint64 {
	b[0] |= 1
	return nodeOf(b[:])
}

func nodeOf(mac []byte) (node uint64) {
	for _, c := range mac {
		node = node<<8 | uint64(c)
	}
	return node
}

// chooseNode picks the interface that CPython would. Addresses of six bytes
// are Ethernet's; those of tunnels and of InfiniBand have other lengths.
func chooseNode(interfaces []net.Interface) (node uint64, ok bool) {
	for _, i := range interfaces {
		mac := i.HardwareAddr
		if len(mac) != 6 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		const locallyAdministered = 0b10
		if mac[0]&locallyAdministered == 0 {
			return nodeOf(mac), true
		}
		if !ok {
			node, ok = nodeOf(mac), true
		}
	}
	return node, ok
}
