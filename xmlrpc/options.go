package xmlrpc

// A DumpOption is a keyword argument of [Dumps], [AppendDumps] and [NewMarshaller].
type DumpOption interface{ dumpOption() }

// A MarshallerOption is a keyword argument of [NewMarshaller].
type MarshallerOption interface{ marshallerOption() }

// A LoadOption is a keyword argument of [Loads], [LoadsInto], [NewUnmarshaller] and [GetParser].
type LoadOption interface{ loadOption() }

// A TransportOption is a keyword argument of [NewTransport].
type TransportOption interface{ transportOption() }

// A SafeTransportOption is a keyword argument of [NewSafeTransport].
type SafeTransportOption interface{ safeTransportOption() }

// A ProxyOption is a keyword argument of [NewServerProxy].
type ProxyOption interface{ proxyOption() }

// A DispatcherOption is a keyword argument of [NewSimpleXMLRPCDispatcher],
// [NewCGIXMLRPCRequestHandler] and [NewDocCGIXMLRPCRequestHandler].
type DispatcherOption interface{ dispatcherOption() }

// A ServerOption is a keyword argument of [NewSimpleXMLRPCServer],
// [NewMultiPathXMLRPCServer] and [NewDocXMLRPCServer]. Every DispatcherOption
// is one.
type ServerOption interface{ serverOption() }

// A RegisterOption is a keyword argument of [SimpleXMLRPCDispatcher.RegisterFunction].
type RegisterOption interface{ registerOption() }

// An InstanceOption is a keyword argument of [SimpleXMLRPCDispatcher.RegisterInstance],
// [ResolveDottedAttribute] and [ListPublicMethods].
type InstanceOption interface{ instanceOption() }

// MethodName makes a document a call of that method; by default it's bare parameters.
type MethodName string

// MethodResponse, by default false, makes a document a response; it must have
// one parameter then.
type MethodResponse bool

// Encoding is the encoding of the documents that are sent, by default utf-8.
// What has no place in it is written as numeric references. What is received
// says itself what encoding it is in.
type Encoding string

// AllowNone, by default false, lets nil values out, as <nil/>: an addition to
// XML-RPC that not every peer knows. It is always understood on the way in.
type AllowNone bool

// UseDatetime, by default false, gives dates as time.Time values (in UTC) in
// place of [DateTime]. Dates of another form than 20160618T19:31:47 are an error then.
type UseDatetime bool

// UseBuiltinTypes, by default false, gives dates as time.Time values, as
// UseDatetime does, and base64 as []byte in place of [Binary].
type UseBuiltinTypes bool

// Strict, by default false, refuses numbers that XML-RPC doesn't know but
// Python reads: with underscores or blanks, in other scripts' digits, infinite
// ones, doubles out of range, decimals of more than 400 digits.
type Strict bool

// MaxDepth is how deeply arrays and structures may be nested, by default 1000.
// Python has no such limit on the way in.
type MaxDepth int

// MaxBytes is how long a document may be, unpacked, by default 64 MiB for what
// a client receives and 20 MiB (Python's limit for gzip) for what a server
// does. There is no limit if it is negative.
type MaxBytes int64

// AllowControl, by default false, writes characters that XML doesn't allow (NUL,
// most control characters) as they are, as Python does. No XML parser
// reads the document then. By default they are a [ValueError].
type AllowControl bool

// EscapeCR, by default false, writes carriage returns as &#13;. Python writes
// them as they are, and then every XML parser makes line feeds of them.
type EscapeCR bool

func (MethodName) dumpOption()     {}
func (MethodResponse) dumpOption() {}
func (Encoding) dumpOption()       {}
func (AllowNone) dumpOption()      {}
func (AllowControl) dumpOption()   {}
func (EscapeCR) dumpOption()       {}
func (MaxDepth) dumpOption()       {}

func (Encoding) marshallerOption()     {}
func (AllowNone) marshallerOption()    {}
func (AllowControl) marshallerOption() {}
func (EscapeCR) marshallerOption()     {}
func (MaxDepth) marshallerOption()     {}

func (UseDatetime) loadOption()     {}
func (UseBuiltinTypes) loadOption() {}
func (Strict) loadOption()          {}
func (MaxDepth) loadOption()        {}
func (MaxBytes) loadOption()        {}

// dumpConfig is what the options of Dumps say.
type dumpConfig struct {
	methodName     string
	methodResponse bool
	encoding       string
	allowNone      bool
	allowControl   bool
	escapeCR       bool
	maxDepth       int
}

func (c *dumpConfig) set(opt any) {
	switch o := opt.(type) {
	case MethodName:
		c.methodName = string(o)
	case MethodResponse:
		c.methodResponse = bool(o)
	case Encoding:
		c.encoding = string(o)
	case AllowNone:
		c.allowNone = bool(o)
	case AllowControl:
		c.allowControl = bool(o)
	case EscapeCR:
		c.escapeCR = bool(o)
	case MaxDepth:
		c.maxDepth = int(o)
	}
}

// loadConfig is what the options of Loads say.
type loadConfig struct {
	datetime bool
	builtin  bool
	strict   bool
	maxDepth int
	maxBytes int64
}

func (c *loadConfig) set(opt any) {
	switch o := opt.(type) {
	case UseDatetime:
		c.datetime = bool(o)
	case UseBuiltinTypes:
		c.builtin = bool(o)
	case Strict:
		c.strict = bool(o)
	case MaxDepth:
		c.maxDepth = int(o)
	case MaxBytes:
		c.maxBytes = int64(o)
	}
}

const (
	defaultMaxDepth       = 1000
	defaultMaxResponse    = 64 << 20
	defaultMaxRequest     = 20 << 20
	defaultMaxCalls       = 1000
	defaultThreshold      = 1400 // bytes from which a server compresses its answers
	defaultMaxDecode      = 20971520
	defaultMaxHeaderBytes = 64 << 10
)

func defaultDump() dumpConfig { return dumpConfig{maxDepth: defaultMaxDepth} }
func defaultLoad() loadConfig { return loadConfig{maxDepth: defaultMaxDepth, maxBytes: -1} }
