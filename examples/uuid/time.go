package main

import (
	"fmt"

	"github.com/gobatteries/batteries/uuid"
)

// getNode follows uuid_getnode: the address of a network card, or a random number
// where there is none.
func getNode() error {
	fmt.Printf("%#x\n", uuid.GetNode())
	return nil
}

// uuid1 follows uuid_uuid1. The views are methods; Version has a second result,
// which is false for a UUID that has no version.
func uuid1() error {
	u, err := uuid.UUID1()
	if err != nil {
		return err
	}
	version, _ := u.Version()
	fmt.Println(u)
	fmt.Printf("%T\n", u)
	fmt.Printf("bytes   : % x\n", u.Bytes())
	fmt.Println("hex     :", u.Hex())
	fmt.Println("int     :", u.Int())
	fmt.Println("urn     :", u.URN())
	fmt.Println("variant :", u.Variant())
	fmt.Println("version :", version)
	fmt.Println("fields  :", u.Fields())
	fmt.Println("\ttime_low            : ", u.TimeLow())
	fmt.Println("\ttime_mid            : ", u.TimeMid())
	fmt.Println("\ttime_hi_version     : ", u.TimeHiVersion())
	fmt.Println("\tclock_seq_hi_variant: ", u.ClockSeqHiVariant())
	fmt.Println("\tclock_seq_low       : ", u.ClockSeqLow())
	fmt.Println("\tnode                : ", u.Node())
	fmt.Println("\ttime                : ", u.Time())
	fmt.Println("\tclock_seq           : ", u.ClockSeq())
	return nil
}

// uuid1Repeat follows uuid_uuid1_repeat: each has a later time than the one before.
func uuid1Repeat() error {
	for range 3 {
		u, err := uuid.UUID1()
		if err != nil {
			return err
		}
		fmt.Println(u)
	}
	return nil
}

// uuid1OtherMAC follows uuid_uuid1_othermac: the node is that of somebody else's
// network card. It may have 48 bits; more is an error.
func uuid1OtherMAC() error {
	for _, node := range []uuid.Node{0x1ec200d9e0, 0x1e5274040e} {
		u, err := uuid.UUID1(node)
		if err != nil {
			return err
		}
		fmt.Printf("%v %#x\n", u, uint64(node))
	}
	return nil
}
