package xmlrpc

import "maps"

// What follows is what Python has as attributes of its objects, for reading.

// AllowNone reports whether nil values go out.
func (m *Marshaller) AllowNone() bool { return m.c.allowNone }

// Encoding returns the encoding's name, "" for utf-8.
func (m *Marshaller) Encoding() string { return m.c.encoding }

// AllowNone reports whether nil values go out.
func (d *SimpleXMLRPCDispatcher) AllowNone() bool { return d.config.dump.allowNone }

// Encoding returns the encoding's name, by default "utf-8".
func (d *SimpleXMLRPCDispatcher) Encoding() string {
	if d.config.dump.encoding == "" {
		return "utf-8"
	}
	return d.config.dump.encoding
}

// UseBuiltinTypes reports whether functions get time.Time and []byte where they
// don't ask for a type.
func (d *SimpleXMLRPCDispatcher) UseBuiltinTypes() bool { return d.config.load.builtin }

// Funcs returns the registered functions by name. The system functions are
// methods of the dispatcher.
func (d *SimpleXMLRPCDispatcher) Funcs() map[string]any {
	out := map[string]any{}
	for name, f := range d.listed() {
		out[name] = f.fn.Interface()
	}
	return out
}

// Instance returns the registered instance, or nil.
func (d *SimpleXMLRPCDispatcher) Instance() any {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.instance == nil {
		return nil
	}
	return d.instance.value
}

// AllowDottedNames reports whether the instance is reached through by dotted names.
func (d *SimpleXMLRPCDispatcher) AllowDottedNames() bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.instance != nil && d.instance.allowDotted
}

// LogRequests reports whether requests are logged.
func (s *SimpleXMLRPCServer) LogRequests() bool { return s.shared.logRequests }

// Dispatchers returns the dispatchers by path.
func (m *MultiPathXMLRPCServer) Dispatchers() map[string]*SimpleXMLRPCDispatcher {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return maps.Clone(m.dispatchers)
}
