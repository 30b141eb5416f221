// Pslgen makes suffixes.txt, the embedded public suffix list, from the list as
// https://publicsuffix.org/list/ publishes it:
//
//	go run ./internal/pslgen public_suffix_list.dat 2026-08-19
//
// in the folder cookies/cookiejar. The second argument is the list's date.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

const head = `# publicsuffix.org's public suffix list of %s
# The rules of https://publicsuffix.org/list/public_suffix_list.dat, without its
# comments, its two sections as one, the labels in Punycode, sorted. Made by
# internal/pslgen; the marks behind a domain are explained in suffixes.go.
#
# This Source Code Form is subject to the terms of the Mozilla Public License,
# v. 2.0. If a copy of the MPL was not distributed with this file, You can obtain
# one at https://mozilla.org/MPL/2.0/.

`

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: pslgen public_suffix_list.dat date")
	}
	in, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	list, err := cookiejar.ParsePublicSuffixList(in, "")
	if err != nil {
		log.Fatal(err)
	}
	if err := write("suffixes.txt", list); err != nil {
		log.Fatal(err)
	}
}

func write(name string, list *cookiejar.SuffixList) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := fmt.Fprintf(out, head, os.Args[2]); err != nil {
		return err
	}
	if _, err := list.WriteTo(out); err != nil {
		return err
	}
	return out.Close()
}
