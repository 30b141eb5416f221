package xmlrpc

// An elem is an element that XML-RPC knows.
type elem uint8

const (
	elemUnknown elem = iota
	elemNil
	elemBoolean
	elemI1
	elemI2
	elemI4
	elemI8
	elemInt
	elemBigInteger
	elemDouble
	elemFloat
	elemBigDecimal
	elemString
	elemName
	elemArray
	elemStruct
	elemBase64
	elemDateTime
	elemValue
	elemParams
	elemFault
	elemMethodName
	// The ones from here on have no meaning of their own.
	elemParam
	elemData
	elemMember
	elemMethodCall
	elemMethodResponse
)

var elemNames = [...]string{
	elemNil: "nil", elemBoolean: "boolean", elemI1: "i1", elemI2: "i2", elemI4: "i4", elemI8: "i8", elemInt: "int",
	elemBigInteger: "biginteger", elemDouble: "double", elemFloat: "float", elemBigDecimal: "bigdecimal",
	elemString: "string", elemName: "name", elemArray: "array", elemStruct: "struct", elemBase64: "base64",
	elemDateTime: "dateTime.iso8601", elemValue: "value", elemParams: "params", elemFault: "fault",
	elemMethodName: "methodName", elemParam: "param", elemData: "data", elemMember: "member",
	elemMethodCall: "methodCall", elemMethodResponse: "methodResponse",
}

// mayBeInValue reports whether the element may stand directly in a <value>.
// CPython asks no more than whether it knows the element at all.
func (e elem) mayBeInValue() bool { return elemUnknown < e && e < elemParam }

// isLeaf reports whether the element's text means something.
func (e elem) isLeaf() bool {
	return elemNil <= e && e <= elemName || e == elemBase64 || e == elemDateTime || e == elemMethodName
}

// lookupElem returns the element of that name.
func lookupElem(name []byte) elem {
	if len(name) > len("dateTime.iso8601") {
		return elemUnknown
	}
	switch string(name) { // the compiler makes a search by length and content of it
	case "value":
		return elemValue
	case "string":
		return elemString
	case "int":
		return elemInt
	case "name":
		return elemName
	case "member":
		return elemMember
	case "struct":
		return elemStruct
	case "array":
		return elemArray
	case "data":
		return elemData
	case "i4":
		return elemI4
	case "i8":
		return elemI8
	case "double":
		return elemDouble
	case "boolean":
		return elemBoolean
	case "nil":
		return elemNil
	case "base64":
		return elemBase64
	case "dateTime.iso8601":
		return elemDateTime
	case "param":
		return elemParam
	case "params":
		return elemParams
	case "fault":
		return elemFault
	case "methodName":
		return elemMethodName
	case "methodCall":
		return elemMethodCall
	case "methodResponse":
		return elemMethodResponse
	case "i1":
		return elemI1
	case "i2":
		return elemI2
	case "biginteger":
		return elemBigInteger
	case "float":
		return elemFloat
	case "bigdecimal":
		return elemBigDecimal
	}
	return elemUnknown
}
