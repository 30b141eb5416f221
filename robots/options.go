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

// Opener sets what Read opens the URL with, in the place of the usual handlers of
// package fetch with at most five redirects.
func Opener(opener *fetch.OpenerDirector) Option { return openerOption{opener} }

// Clock sets where the time comes from, for tests. The default is [time.Now].
func Clock(now func() time.Time) Option { return clockOption{now} }

type (
	openerOption struct{ opener *fetch.OpenerDirector }
	clockOption  struct{ now func() time.Time }
)

func (Agent) option()        {}
func (MaxSize) option()      {}
func (AnyScheme) option()    {}
func (KeepBOM) option()      {}
func (openerOption) option() {}
func (clockOption) option()  {}

type options struct {
	agent     string
	maxSize   int
	anyScheme bool
	keepBOM   bool
	opener    *fetch.OpenerDirector
	clock     func() time.Time
}

func decode(opts []Option) options {
	var o options
	for _, opt := range opts {
		switch v := opt.(type) {
		case Agent:
			o.agent = string(v)
		case MaxSize:
			o.maxSize = int(v)
		case AnyScheme:
			o.anyScheme = bool(v)
		case KeepBOM:
			o.keepBOM = bool(v)
		case openerOption:
			o.opener = v.opener
		case clockOption:
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
