//go:build linux

package main

import (
	"flag"
	"fmt"
	"testing"
)

var screenshots = flag.String("screenshots", "", "write pictures of every panel to this `folder`")

var panels = []string{"url", "base64", "uuid", "json", "robots", "cookies", "xmlrpc", "server"}

// Pictures for a person to look at:
//
//	go test ./examples/playground -run Screenshots -screenshots /tmp/pictures
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("writes pictures to the folder given with -screenshots")
	}
	site := serve(t)
	c := startChromium(t)
	for _, scheme := range []string{"light", "dark"} {
		for name, size := range map[string][2]int{"phone": {390, 844}, "desk": {1280, 900}} {
			c.screen(size[0], size[1], scheme)
			for _, panel := range panels {
				c.open(site + "/#" + panel)
				if panel == "cookies" {
					c.eval("document.querySelector('[data-api=cookie-set] button').click()")
				}
				c.wait("[...document.querySelectorAll('[role=tabpanel]:not([hidden]) .status')].every(s => s.dataset.state)")
				height := c.eval("document.documentElement.scrollHeight").(float64)
				c.screen(size[0], int(height), scheme)
				c.screenshot(*screenshots, fmt.Sprintf("%s-%s-%s", panel, name, scheme))
				c.screen(size[0], size[1], scheme)
			}
		}
	}
}
