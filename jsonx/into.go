package jsonx

import "reflect"

type decodeFunc func(d *decoder, i int, v reflect.Value) int

func lazyDecoder(t reflect.Type) decodeFunc { return nil }
