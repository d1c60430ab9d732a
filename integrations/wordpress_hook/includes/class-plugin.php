<?php
/**
 * The plugin as a whole.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the parts together.
 */
final class Plugin {
	/**
	 * The one plugin.
	 *
	 * @var Plugin|null
	 */
	private static $instance;

	/**
	 * Settings.
	 *
	 * @var Settings
	 */
	public $settings;

	/**
	 * The way to the service.
	 *
	 * @var Client
	 */
	public $client;

	/**
	 * Known windows.
	 *
	 * @var Windows
	 */
	public $windows;

	/**
	 * Records of what was let out.
	 *
	 * @var Records
	 */
	public $records;

	/**
	 * Overrides.
	 *
	 * @var Overrides
	 */
	public $overrides;

	/**
	 * What is held.
	 *
	 * @var Holds
	 */
	public $holds;

	/**
	 * The one way from a draft to a verdict.
	 *
	 * @var Gatekeeper
	 */
	public $gatekeeper;

	/**
	 * The plugin.
	 */
	public static function instance() {
		if ( ! self::$instance ) {
			self::$instance = new self();
		}
		return self::$instance;
	}

	/**
	 * Makes the parts.
	 */
	private function __construct() {
		$this->settings   = new Settings();
		$this->client     = new Client( $this->settings );
		$this->windows    = new Windows();
		$this->records    = new Records();
		$this->overrides  = new Overrides( $this->settings, $this->client );
		$this->holds      = new Holds();
		$this->gatekeeper = new Gatekeeper( $this->settings, $this->client, $this->windows, $this->records, $this->overrides );
	}

	/**
	 * Hooks everything up.
	 */
	public function boot() {
		$parts = array(
			$this->overrides,
			$this->holds,
			new Rest_Guard( $this ),
			new Insert_Guard( $this ),
			new Schedule_Guard( $this ),
			new Status_Guard( $this ),
			new Meta_Guard( $this ),
			new Attachment_Guard( $this ),
			new Read_Guard( $this ),
			new Sweep( $this ),
			new Routes( $this ),
			new Editor( $this ),
			new List_Column( $this ),
			new Held_Page( $this ),
			new Settings_Page( $this ),
			new Site_Health( $this ),
		);
		foreach ( $parts as $part ) {
			$part->boot();
		}
		add_action( 'init', array( $this, 'translate' ) );
	}

	/**
	 * Loads translations.
	 */
	public function translate() {
		load_plugin_textdomain( 'neutral-gate', false, basename( dirname( FILE ) ) . '/languages' );
	}

	/**
	 * Notes that a post was let out.
	 *
	 * @param int     $post_id Id of the post.
	 * @param Draft   $draft   The draft as it is stored.
	 * @param Verdict $verdict What the gate said.
	 */
	public function passed( $post_id, Draft $draft, Verdict $verdict ) {
		$this->records->save( $post_id, $draft, $verdict );
		$this->holds->release( $post_id );
		if ( 'override' === $verdict->because ) {
			$this->overrides->used( $post_id );
		} elseif ( 'unchecked' === $verdict->because && ! wp_next_scheduled( Sweep::SOON ) ) {
			wp_schedule_single_event( time() + 5 * MINUTE_IN_SECONDS, Sweep::SOON );
		}
	}

	/**
	 * Starts the regular tasks.
	 */
	public static function activate() {
		if ( ! wp_next_scheduled( Sweep::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, 'hourly', Sweep::HOOK );
		}
	}

	/**
	 * Ends the regular tasks.
	 */
	public static function deactivate() {
		wp_clear_scheduled_hook( Sweep::HOOK );
		wp_clear_scheduled_hook( Sweep::SOON );
	}
}
