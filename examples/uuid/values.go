package main

import (
	"fmt"
	"slices"

	"github.com/gobatteries/batteries/uuid"
)

// uuid4 follows uuid_uuid4: 122 random bits each.
func uuid4() error {
	for range 3 {
		fmt.Println(uuid.UUID4())
	}
	return nil
}

// uuidObjects follows uuid_uuid_objects. Parse takes all the forms that Python does;
// where text from outside is compared before it is parsed, ParseStrict is safer.
func uuidObjects() error {
	texts := []string{
		"urn:uuid:f2f84497-b3bf-493a-bba9-7c68e6def80b",
		"{417a5ebb-01f7-4ed5-aeac-3d56cd5037b0}",
		"2115773a-5bf1-11dd-ab48-001ec200d9e0",
	}
	show("input_values", texts)

	var ids []uuid.UUID
	for _, text := range texts {
		u, err := uuid.Parse(text)
		if err != nil {
			return err
		}
		ids = append(ids, u)
	}
	show("converted to uuids", ids)

	slices.SortFunc(ids, uuid.UUID.Compare)
	show("sorted", ids)
	return nil
}

func show[T any](title string, values []T) {
	fmt.Println(title)
	for _, v := range values {
		fmt.Println(" ", v)
	}
	fmt.Println()
}
