package robotsbench

import "github.com/gobatteries/batteries/robots"

func init() {
	peers = append(peers, peer{"project", func(text []byte) func(string) bool {
		p := robots.NewRobotFileParser(origin + "/robots.txt")
		p.ParseText(string(text))
		return func(u string) bool { return p.CanFetch(agent, u) }
	}, nil})
}
