package browser_test

import (
	"errors"
	"fmt"

	"github.com/gobatteries/batteries/browser"
)

// What would run can be asked for without running it.
func ExampleCommands() {
	r := browser.NewRegistry(
		browser.Platform("linux"),
		browser.Environ([]string{"DISPLAY=:0", "BROWSER=firefox"}),
		browser.LookPath(func(name string) (string, error) { return "/usr/bin/" + name, nil }),
	)
	commands, err := r.Commands("https://go.dev/?a=1&b=2", browser.New(1))
	if err != nil {
		fmt.Println(err)
	}
	for _, c := range commands {
		fmt.Println(c)
	}
	// Output:
	// firefox -new-window 'https://go.dev/?a=1&b=2'
	// firefox 'https://go.dev/?a=1&b=2'
}

// A program without a display prints the address instead.
func ExampleHeadlessError() {
	r := browser.NewRegistry(browser.Platform("linux"), browser.Environ([]string{}))
	err := r.Open("https://go.dev/")
	if headless := new(browser.HeadlessError); errors.As(err, &headless) {
		fmt.Println("Please open", headless.URL)
	}
	// Output:
	// Please open https://go.dev/
}

// A command is a template: %s stands for the URL, a final & means not to wait.
func ExampleGet() {
	c, err := browser.Get(`lynx -accept_all_cookies "%s"`)
	if err != nil {
		fmt.Println(err)
		return
	}
	commands, err := c.Commands("https://go.dev/")
	fmt.Println(commands, err)
	// Output:
	// [lynx -accept_all_cookies https://go.dev/] <nil>
}
