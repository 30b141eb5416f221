// UUID has the counterparts of the chapter's examples for uuid:
//
//	go run ./examples/uuid
//	go run ./examples/uuid uuid3_uuid5
//
// Differences from the page:
//
//   - The type prints as uuid.UUID, not as <class 'uuid.UUID'>, and its bytes in
//     hexadecimal.
//   - The package can't be searched for its NAMESPACE_ names: uuid3_repeat has a
//     list of them.
//   - UUID1 keeps one clock sequence for a process on every platform; on the page,
//     made on a Mac, each UUID has another one.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "getnode", Shows: "the number of this machine", Run: getNode},
	{Name: "uuid1", Shows: "a UUID of time and place, and every view of it", Run: uuid1},
	{Name: "uuid1_repeat", Shows: "several of them, in which the time alone differs", Run: uuid1Repeat},
	{Name: "uuid1_othermac", Shows: "UUIDs of other machines", Run: uuid1OtherMAC},
	{Name: "uuid3_uuid5", Shows: "UUIDs of names", Run: uuid3UUID5},
	{Name: "uuid3_repeat", Shows: "the same name in four namespaces, twice", Run: uuid3Repeat},
	{Name: "uuid4", Shows: "random UUIDs", Run: uuid4},
	{Name: "uuid_objects", Shows: "UUIDs from text in several forms, sorted", Run: uuidObjects},
}

func main() { menu.Main("uuid", programs) }
