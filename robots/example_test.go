package robots_test

import (
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/robots"
)

const file = `User-agent: *
Disallow: /private/
Allow: /private/hello$
Crawl-delay: 2

User-agent: badbot
Disallow: /
`

func Example() {
	rp := robots.NewRobotFileParser("https://example.com/robots.txt")
	rp.ParseText(file) // or rp.Read()
	for _, path := range []string{"/", "/private/plans", "/private/hello"} {
		fmt.Println(path, rp.CanFetch("mybot/1.0", path))
	}
	delay, _ := rp.CrawlDelay("mybot/1.0")
	fmt.Println(delay, "seconds")
	// Output:
	// / true
	// /private/plans false
	// /private/hello true
	// 2 seconds
}

func ExampleRobotFileParser_Explain() {
	rp := robots.NewRobotFileParser("")
	rp.ParseText(file)
	for _, agent := range []string{"mybot", "badbot"} {
		why, err := rp.Explain(agent, "https://example.com/private/hello")
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(why)
	}
	// Output:
	// allowed by line 3, "Allow: /private/hello$", for "*"
	// refused by line 7, "Disallow: /", for "badbot"
}

func ExampleLint() {
	for _, p := range robots.Lint("User-agent: *\nDisalow: /a\nDisallow: b\n") {
		fmt.Println(p)
	}
	// Output:
	// 2: misspelt; only some parsers understand it: "Disalow: /a"
	// 3: a path begins with a slash; this one matches nothing: "Disallow: b"
}

func ExampleRobotFileParser_ParseReader() {
	rp := robots.NewRobotFileParser("", robots.Google)
	if err := rp.ParseReader(strings.NewReader(file)); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rp.CanFetch("badbot", "https://example.com/"))
	// Output: false
}
