package fetch

import (
	"context"
	"net"
	"net/netip"
	"syscall"
)

// A Guard decides about each connection, on the address that is about to be
// dialled, after all name resolution: an error refuses it. IPv4 addresses in
// IPv6's form are given as IPv4, and zones are removed.
type Guard func(ctx context.Context, network string, addr netip.AddrPort) error

// GuardOption is what [AddressGuard] returns.
type GuardOption struct{ guard Guard }

func (GuardOption) httpHandlerOption()  {}
func (GuardOption) httpsHandlerOption() {}
func (GuardOption) ftpHandlerOption()   {}

// AddressGuard makes a handler ask g before each connection, by default
// nothing. It sees the address of the proxy if there is one.
// [NewGuardedOpener] makes an opener of guarded handlers.
func AddressGuard(g Guard) GuardOption { return GuardOption{g} }

// A GuardError says that a [Guard] refused an address.
type GuardError struct {
	Addr netip.AddrPort
	Err  error // what the guard returned
}

func (e *GuardError) Error() string {
	if e.Err == nil {
		return "address " + e.Addr.String() + " refused"
	}
	return "address " + e.Addr.String() + " refused: " + e.Err.Error()
}

// Unwrap returns what the guard returned.
func (e *GuardError) Unwrap() error { return e.Err }

// control is a net.Dialer's ControlContext.
func (g Guard) control(ctx context.Context, network, address string, _ syscall.RawConn) error {
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return &net.AddrError{Err: "not an IP address", Addr: address}
	}
	addr = netip.AddrPortFrom(addr.Addr().WithZone("").Unmap(), addr.Port())
	if err := g(ctx, network, addr); err != nil {
		return &GuardError{addr, err}
	}
	return nil
}

// PublicOnly is a [Guard] that refuses addresses that are not on the public
// Internet: loopback, private, link-local, shared, reserved, multicast and
// those that embed such an IPv4 address.
func PublicOnly(_ context.Context, _ string, addr netip.AddrPort) error {
	if ip := addr.Addr(); !public(ip) {
		return errNotPublic
	}
	return nil
}

var errNotPublic = NewURLError("not a public address")

var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // shared, RFC 6598
	netip.MustParsePrefix("192.0.0.0/24"),    // IETF protocols
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, broadcast
	netip.MustParsePrefix("::/96"),           // IPv4-compatible
	netip.MustParsePrefix("64:ff9b:1::/48"),  // local NAT64
	netip.MustParsePrefix("100::/64"),        // discard
	netip.MustParsePrefix("2001::/23"),       // IETF protocols, Teredo
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("3fff::/20"),       // documentation
	netip.MustParsePrefix("fec0::/10"),       // site-local
}

var (
	nat64     = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour = netip.MustParsePrefix("2002::/16")
)

func public(ip netip.Addr) bool {
	ip = ip.WithZone("").Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(ip) {
			return false
		}
	}
	b := ip.As16()
	switch {
	case nat64.Contains(ip):
		return public(netip.AddrFrom4([4]byte(b[12:])))
	case sixToFour.Contains(ip):
		return public(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return true
}

// NewGuardedOpener makes an opener for URLs that strangers choose: http and
// https alone, without proxies and files, each connection agreed to by g. A nil
// g is [PublicOnly]. Further handlers are added as by [BuildOpener]; they
// replace the guarded ones if they are of their type.
func NewGuardedOpener(g Guard, handlers ...Handler) *OpenerDirector {
	if g == nil {
		g = PublicOnly
	}
	o := NewOpenerDirector()
	usual := []Handler{
		NewUnknownHandler(), NewHTTPHandler(AddressGuard(g)), NewHTTPSHandler(AddressGuard(g)),
		NewHTTPDefaultErrorHandler(), NewHTTPRedirectHandler(), NewHTTPErrorProcessor(),
	}
	for _, h := range usual {
		if !replaced(h, handlers) {
			o.AddHandler(h)
		}
	}
	for _, h := range handlers {
		o.AddHandler(h)
	}
	return o
}

// replaced reports whether one of the handlers is of the usual one's type.
func replaced(usual Handler, handlers []Handler) bool {
	for _, d := range defaultHandlers {
		if !d.is(usual) {
			continue
		}
		for _, h := range handlers {
			if d.is(h) {
				return true
			}
		}
	}
	return false
}
