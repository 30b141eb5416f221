package b64

import (
	"bytes"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// call makes a call of Python's base64.
func call(c golden.Call) golden.Outcome {
	switch v := c.Arg(0).(type) {
	case string:
		return do(c, v)
	case []byte:
		return do(c, v)
	}
	return golden.Return(golden.Tuple{int64(MAXLINESIZE), int64(MAXBINSIZE)})
}

func do[T ~string | ~[]byte](c golden.Call, s T) golden.Outcome {
	switch c.Fn {
	case "b64encode":
		return outcome(B64Encode(s, keywords[B64EncodeOption](c)...))
	case "b64decode":
		return outcome(B64Decode(s, keywords[B64DecodeOption](c)...))
	case "standard_b64encode":
		return golden.Return(StandardB64Encode(s))
	case "standard_b64decode":
		return outcome(StandardB64Decode(s))
	case "urlsafe_b64encode":
		return golden.Return(URLSafeB64Encode(s, keywords[URLSafeB64EncodeOption](c)...))
	case "urlsafe_b64decode":
		return outcome(URLSafeB64Decode(s, keywords[URLSafeB64DecodeOption](c)...))
	case "b32encode":
		return outcome(B32Encode(s, keywords[B32EncodeOption](c)...))
	case "b32decode":
		return outcome(B32Decode(s, keywords[B32DecodeOption](c)...))
	case "b32hexencode":
		return outcome(B32HexEncode(s, keywords[B32EncodeOption](c)...))
	case "b32hexdecode":
		return outcome(B32HexDecode(s, keywords[B32HexDecodeOption](c)...))
	case "b16encode":
		return outcome(B16Encode(s, keywords[B16EncodeOption](c)...))
	case "b16decode":
		return outcome(B16Decode(s, keywords[B16DecodeOption](c)...))
	case "a85encode":
		return outcome(A85Encode(s, keywords[A85EncodeOption](c)...))
	case "a85decode":
		return outcome(A85Decode(s, keywords[A85DecodeOption](c)...))
	case "b85encode":
		return outcome(B85Encode(s, keywords[B85EncodeOption](c)...))
	case "b85decode":
		return outcome(B85Decode(s, keywords[B85DecodeOption](c)...))
	case "z85encode":
		return outcome(Z85Encode(s, keywords[B85EncodeOption](c)...))
	case "z85decode":
		return outcome(Z85Decode(s, keywords[B85DecodeOption](c)...))
	case "encodebytes":
		return golden.Return(EncodeBytes(s))
	case "decodebytes":
		return outcome(DecodeBytes(s))
	case "encode":
		var out bytes.Buffer
		if err := Encode(strings.NewReader(string(s)), &out); err != nil {
			return raised(err)
		}
		return golden.Return(out.Bytes())
	case "decode":
		var out bytes.Buffer
		var text any
		if err := Decode(strings.NewReader(string(s)), &out); err != nil {
			text = "Error: " + err.Error()
		}
		return golden.Return(golden.Tuple{out.Bytes(), text})
	}
	return golden.Raise("NotImplementedError", c.Fn)
}

// keywords makes options of a call's keywords.
func keywords[O any](c golden.Call) []O {
	var opts []O
	for k, v := range c.Kw {
		opts = append(opts, keyword(k, v).(O))
	}
	return opts
}

func keyword(k string, v any) any {
	switch k {
	case "altchars":
		return AltChars(text(v))
	case "ignorechars":
		return IgnoreChars(text(v))
	case "map01":
		return Map01(text(v))
	case "padded":
		return Padded(v.(bool))
	case "pad":
		return Pad(v.(bool))
	case "wrapcol":
		if big, ok := v.(*big.Int); ok {
			v = big.Int64()
		}
		return WrapCol(min(v.(int64), math.MaxInt))
	case "validate":
		return Validate(v.(bool))
	case "canonical":
		return Canonical(v.(bool))
	case "casefold":
		return CaseFold(v.(bool))
	case "foldspaces":
		return FoldSpaces(v.(bool))
	case "adobe":
		return Adobe(v.(bool))
	}
	return nil
}

func text(v any) string {
	if b, ok := v.([]byte); ok {
		return string(b)
	}
	return v.(string)
}

func outcome(b []byte, err error) golden.Outcome {
	if err != nil {
		return raised(err)
	}
	return golden.Return(b)
}

func raised(err error) golden.Outcome {
	var value *ValueError
	if !errors.As(err, &value) || value.Text != err.Error() {
		return golden.Raise("Exception", "no ValueError: "+err.Error())
	}
	if _, ok := err.(*Error); ok {
		return golden.Raise("Error", err.Error())
	}
	return golden.Raise("ValueError", err.Error())
}
