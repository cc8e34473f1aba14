package orientation

// What the tests reach beyond the package's surface.
var (
	Migrate  = migrate
	Connect  = connect
	Harmless = harmless
)

// Path is where a store lies.
func (s *Store) Path() string { return s.path }
