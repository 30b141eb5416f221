package b64

import "github.com/gobatteries/batteries/internal/pyerr"

// A ValueError is Python's [ValueError]: an option that makes no sense, or a
// string with other characters than ASCII given to a decoder.
//
// [ValueError]: https://docs.python.org/3.15/library/exceptions.html#ValueError
type ValueError = pyerr.ValueError

// An Error is Python's [binascii.Error]: text that can't be decoded. It is a
// [ValueError] too, as errors.As finds.
//
// [binascii.Error]: https://docs.python.org/3.15/library/binascii.html#binascii.Error
type Error struct{ Text string }

func (e *Error) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *Error) Unwrap() error { return &ValueError{Text: e.Text} }

var (
	errNotASCII = &ValueError{Text: "string argument should contain only ASCII characters"}
	errNegative = &ValueError{Text: "Cannot convert negative int"}

	errMap01           = &ValueError{Text: "maketrans arguments must have same length"}
	errNegativeWrapCol = &ValueError{Text: "Negative wrapcol"}

	errIncorrectPadding = &Error{"Incorrect padding"}
	errLeadingPadding   = &Error{"Leading padding not allowed"}
	errExcessPadding    = &Error{"Excess padding not allowed"}
	errExcessData       = &Error{"Excess data after padding"}
	errDiscontinuous    = &Error{"Discontinuous padding not allowed"}
	errPaddingAtAll     = &Error{"Padding not allowed"}
	errPaddingBits      = &Error{"Non-zero padding bits"}
	errOnly64           = &Error{"Only base64 data is allowed"}
	errOnly32           = &Error{"Only base32 data is allowed"}
	errNotBase16        = &Error{"Non-base16 digit found"}
	errNotHex           = &Error{"Non-hexadecimal digit found"}
	errOddHex           = &Error{"Odd number of hexadecimal digits"}
	errIncomplete85     = &Error{"Incomplete Base85 group"}
	errIncompleteA85    = &Error{"Incomplete Ascii85 group"}
	errOverflowA85      = &Error{"Ascii85 overflow"}
	errInsideZ          = &Error{"'z' inside Ascii85 5-tuple"}
	errInsideY          = &Error{"'y' inside Ascii85 5-tuple"}
	errLongZero         = &Error{"Non-canonical encoding, use 'z' for all-zero groups"}
	errLongSpaces       = &Error{"Non-canonical encoding, use 'y' for all-space groups"}
	errAdobeEnd         = &Error{"Ascii85 encoded byte sequences must end with b'~>'"}
	errAdobeStart       = &Error{"Ascii85 encoded byte sequences must start with b'<~'"}
)
