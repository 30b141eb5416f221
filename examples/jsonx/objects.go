package main

import (
	"fmt"

	"github.com/gobatteries/batteries/jsonx"
)

// A MyObj has one attribute. The field isn't exported, so that there is no JSON form
// unless the program gives it one.
type MyObj struct{ s string }

// String returns what the page's class returns as its repr.
func (o MyObj) String() string { return "<MyObj(" + o.s + ")>" }

// myObj follows json_myobj, a module that the others import: it does nothing by
// itself.
func myObj() error { return nil }

// toDict is a [jsonx.Default]: it makes an object that says of what type it was.
// The class keeps its Python name, for Python may be who reads it.
func toDict(o any) (any, error) {
	obj, ok := o.(MyObj)
	if !ok {
		return nil, fmt.Errorf("%T has no class", o)
	}
	fmt.Println("default(", obj, ")")
	d := new(jsonx.Object)
	d.Set("__class__", "MyObj")
	d.Set("__module__", "json_myobj")
	d.Set("s", obj.s)
	return d, nil
}

// toObject is a [jsonx.ObjectHook], and undoes toDict. Other objects stay as they
// are.
func toObject(d *jsonx.Object) (any, error) {
	class, ok := d.Get("__class__")
	if !ok {
		return d, nil
	}
	module, _ := d.Get("__module__")
	if class != "MyObj" || module != "json_myobj" {
		return nil, fmt.Errorf("there is no class %v in %v", class, module)
	}
	d.Delete("__class__")
	d.Delete("__module__")

	s, _ := d.Get("s")
	text, ok := s.(string)
	if !ok {
		return nil, fmt.Errorf("s is %v", s)
	}
	inst := MyObj{text}
	fmt.Println("MODULE:", module)
	fmt.Printf("CLASS: %T\n", inst)
	fmt.Println("INSTANCE ARGS:", d)
	return inst, nil
}

// dumpDefault follows json_dump_default: what has no JSON form is an error, or goes
// to a function.
func dumpDefault() error {
	obj := MyObj{"instance value goes here"}

	fmt.Println("First attempt")
	if _, err := jsonx.Dumps(obj); err != nil {
		fmt.Println("ERROR:", err)
	}

	fmt.Println()
	fmt.Println("With default")
	text, err := jsonx.Dumps(obj, jsonx.Default(toDict))
	if err != nil {
		return err
	}
	fmt.Println(text)
	return nil
}

// loadObjectHook follows json_load_object_hook: each object goes through a function.
func loadObjectHook() error {
	const encoded = `
    [{"s": "instance value goes here",
      "__module__": "json_myobj", "__class__": "MyObj"}]
    `
	objects, err := jsonx.Loads(encoded, jsonx.ObjectHook(toObject))
	if err != nil {
		return err
	}
	fmt.Println(objects)
	return nil
}

// A myEncoder encodes MyObjs as well. Python's subclass overrides the method
// default; here the function is handed to the encoder within.
type myEncoder struct{ *jsonx.JSONEncoder }

func newMyEncoder() myEncoder {
	return myEncoder{jsonx.NewJSONEncoder(jsonx.Default(toDict))}
}

// encoderDefault follows json_encoder_default.
func encoderDefault() error {
	obj := MyObj{"internal data"}
	fmt.Println(obj)
	text, err := newMyEncoder().Encode(obj)
	if err != nil {
		return err
	}
	fmt.Println(text)
	return nil
}

// A myDecoder decodes MyObjs as well.
type myDecoder struct{ *jsonx.JSONDecoder }

func newMyDecoder() myDecoder {
	return myDecoder{jsonx.NewJSONDecoder(jsonx.ObjectHook(toObject))}
}

// decoderObjectHook follows json_decoder_object_hook.
func decoderObjectHook() error {
	const encoded = `
[{"s": "instance value goes here",
  "__module__": "json_myobj", "__class__": "MyObj"}]
`
	objects, err := newMyDecoder().Decode(encoded)
	if err != nil {
		return err
	}
	fmt.Println(objects)
	return nil
}
