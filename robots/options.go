package robots

import (
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// An Option is an argument of [NewRobotFileParser]. All are additions to Python's.
type Option interface{ option() }

// Agent is the User-Agent that Read sends. The default is fetch's.
type Agent string

// MaxSize is how many bytes of a file Read looks at, by default 500 KiB.
type MaxSize int

// AnyScheme, by default false, lets Read open URLs of any scheme that the opener
// knows, file: among them. It is Python's behaviour.
type AnyScheme bool

// KeepBOM, by default false, keeps a byte order mark that begins what Read got,
// which makes the first line mean nothing. It is Python's behaviour.
type KeepBOM bool

// FractionalDelay, by default false, lets [RobotFileParser.Delay] understand a
// Crawl-delay with a fraction, such as 0.5.
type FractionalDelay bool

// TooManyRequests, by default false, lets Read take a status of 429 for a server that
// can't be reached, so that nothing may be fetched; so Google does. For Python it
// is like the other statuses of 4xx: everything may be fetched.
type TooManyRequests bool

// Opener sets what Read opens the URL with, in the place of the usual handlers of
// package fetch with at most five redirects.
func Opener(opener *fetch.OpenerDirector) Option { return openerOption{opener} }

// Clock sets where the time comes from, for tests. The default is [time.Now].
// It is an option of [NewCache], too.
func Clock(now func() time.Time) ClockOption { return ClockOption{now} }

// A ClockOption is what [Clock] returns.
type ClockOption struct{ now func() time.Time }

type (
	openerOption struct{ opener *fetch.OpenerDirector }
)

func (Agent) option()           {}
func (MaxSize) option()         {}
func (AnyScheme) option()       {}
func (KeepBOM) option()         {}
func (FractionalDelay) option() {}
func (TooManyRequests) option() {}
func (openerOption) option()    {}
func (ClockOption) option()     {}

type options struct {
	mode       Mode
	agent      string
	maxSize    int
	anyScheme  bool
	keepBOM    bool
	fractional bool
	on429      bool
	opener     *fetch.OpenerDirector
	clock      func() time.Time
}

func decode(opts []Option) options {
	var o options
	for _, opt := range opts {
		switch v := opt.(type) {
		case Mode:
			o.mode = v
		case Agent:
			o.agent = string(v)
		case MaxSize:
			o.maxSize = int(v)
		case AnyScheme:
			o.anyScheme = bool(v)
		case KeepBOM:
			o.keepBOM = bool(v)
		case FractionalDelay:
			o.fractional = bool(v)
		case TooManyRequests:
			o.on429 = bool(v)
		case openerOption:
			o.opener = v.opener
		case ClockOption:
			o.clock = v.now
		}
	}
	return o
}

func (o *options) now() time.Time {
	if o.clock != nil {
		return o.clock()
	}
	return time.Now()
}
