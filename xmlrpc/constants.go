package xmlrpc

// The limits of XML-RPC's integers.
const (
	MaxInt = 1<<31 - 1
	MinInt = -1 << 31
)

// Codes of faults, as an informal specification reserves them
// (https://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php). The servers of
// this package use 1, as Python's do. First come ranges, then single errors.
const (
	ParseError       = -32700
	ServerError      = -32600
	ApplicationError = -32500
	SystemError      = -32400
	TransportError   = -32300

	NotWellformedError  = -32700
	UnsupportedEncoding = -32701
	InvalidEncodingChar = -32702
	InvalidXMLRPC       = -32600
	MethodNotFound      = -32601
	InvalidMethodParams = -32602
	InternalError       = -32603
)
