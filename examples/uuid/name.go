package main

import (
	"fmt"

	"github.com/gobatteries/batteries/uuid"
)

// uuid3UUID5 follows uuid_uuid3_uuid5: the UUID of a name, made with MD5 and with
// SHA-1, is the same everywhere and at all times.
func uuid3UUID5() error {
	for _, name := range []string{"www.doughellmann.com", "blog.doughellmann.com"} {
		fmt.Println(name)
		fmt.Println("  MD5   :", uuid.UUID3(uuid.NamespaceDNS, name))
		fmt.Println("  SHA-1 :", uuid.UUID5(uuid.NamespaceDNS, name))
		fmt.Println()
	}
	return nil
}

// uuid3Repeat follows uuid_uuid3_repeat: another namespace makes another UUID of
// the name.
func uuid3Repeat() error {
	const name = "www.doughellmann.com"
	for _, namespace := range []struct {
		name string
		id   uuid.UUID
	}{
		{"NAMESPACE_DNS", uuid.NamespaceDNS},
		{"NAMESPACE_OID", uuid.NamespaceOID},
		{"NAMESPACE_URL", uuid.NamespaceURL},
		{"NAMESPACE_X500", uuid.NamespaceX500},
	} {
		fmt.Println(namespace.name)
		fmt.Println(" ", uuid.UUID3(namespace.id, name))
		fmt.Println(" ", uuid.UUID3(namespace.id, name))
		fmt.Println()
	}
	return nil
}
