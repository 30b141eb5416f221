package jsonx

import (
	"reflect"
	"slices"
	"strings"
)

// stringMap writes a map in the order of its keys.
func (e *encoder) stringMap(m map[string]any) error {
	if len(m) == 0 {
		e.raw("{}")
		return nil
	}
	r := reference{place: reflect.ValueOf(m).Pointer()}
	if err := e.hold(r); err != nil {
		return err
	}
	if err := e.enter(); err != nil {
		return err
	}
	if err := e.startObject(); err != nil {
		return err
	}
	base := len(e.sorted)
	for k, x := range m {
		e.sorted = append(e.sorted, Member{k, x})
	}
	e.used = max(e.used, len(e.sorted))
	members := e.sorted[base:]
	sortMembers(members)
	for i := range members {
		if err := e.member(i == 0, members[i].Key, members[i].Value); err != nil {
			return err
		}
	}
	e.sorted = e.sorted[:base]
	e.leave()
	e.drop(r)
	return e.endObject(false)
}

func mapEncoder(t reflect.Type) encodeFunc {
	if t.Key().Kind() == reflect.String && !t.Key().Implements(textMarshalerType) {
		return textMapEncoder(t)
	}
	return func(e *encoder, v reflect.Value) error {
		if v.Len() == 0 {
			e.raw("{}")
			return nil
		}
		r := reference{typ: t, place: v.Pointer()}
		if err := e.hold(r); err != nil {
			return err
		}
		if err := e.enter(); err != nil {
			return err
		}
		// The keys are taken first, so that Default may change the map.
		items := make(Dict, 0, v.Len())
		for it := v.MapRange(); it.Next(); {
			items = append(items, Item{it.Key().Interface(), it.Value().Interface()})
		}
		if err := sortItems(items); err != nil {
			if e.cfg.sortKeys {
				return err
			}
			e.sortByText(items) // some order, and always the same one
		}
		if err := e.items(items); err != nil {
			return err
		}
		e.drop(r)
		return nil
	}
}

// textMapEncoder makes the function for a map whose keys are strings.
func textMapEncoder(t reflect.Type) encodeFunc {
	elem := encoderOf(t.Elem())
	type entry struct {
		key string
		at  int
	}
	list := reflect.SliceOf(t.Elem())
	return func(e *encoder, v reflect.Value) error {
		n := v.Len()
		if n == 0 {
			e.raw("{}")
			return nil
		}
		r := reference{typ: t, place: v.Pointer()}
		if err := e.hold(r); err != nil {
			return err
		}
		if err := e.enter(); err != nil {
			return err
		}
		if err := e.startObject(); err != nil {
			return err
		}
		// The entries are taken first, so that Default may change the map.
		entries, values := make([]entry, 0, n), reflect.MakeSlice(list, n, n)
		key := reflect.New(t.Key()).Elem()
		for it := v.MapRange(); it.Next() && len(entries) < n; {
			key.SetIterKey(it)
			values.Index(len(entries)).SetIterValue(it)
			entries = append(entries, entry{key.String(), len(entries)})
		}
		slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
		for i, x := range entries {
			if err := e.mapMember(i == 0, x.key, elem, values.Index(x.at)); err != nil {
				return err
			}
		}
		e.leave()
		e.drop(r)
		return e.endObject(false)
	}
}

// mapMember appends an entry of a map with what stands before it.
func (e *encoder) mapMember(first bool, key string, elem encodeFunc, v reflect.Value) error {
	if err := e.memberStart(first); err != nil {
		return err
	}
	e.string(key)
	if err := e.piece(); err != nil {
		return err
	}
	e.separate(&e.colon)
	if err := e.piece(); err != nil {
		return err
	}
	err := elem(e, v)
	if err == nil {
		err = e.restPiece()
	}
	if err != nil {
		return e.note(err, "when serializing dict item %s", keyRepr(key))
	}
	return nil
}

// sortByText sorts items of a map whose keys have no order of their own.
func (e *encoder) sortByText(items Dict) {
	text := func(it Item) string {
		key, _, _ := e.key(it.Key)
		return key
	}
	slices.SortStableFunc(items, func(a, b Item) int { return strings.Compare(text(a), text(b)) })
}
